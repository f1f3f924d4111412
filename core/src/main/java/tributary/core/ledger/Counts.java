package tributary.core.ledger;

/**
 * What became of the frames of an offset range (invariant 2). A frame is one item, where the
 * pipeline reads several rows out of it as many items as those, and each item is counted once.
 *
 * @param extra how many items there were beyond one for each frame; 0 where frames are rows
 *     themselves
 */
public record Counts(long silver, long quarantine, long control, long duplicates, long extra) {
  public static final Counts NONE = new Counts(0, 0, 0, 0);

  /** What became of frames of one item each. */
  public Counts(long silver, long quarantine, long control, long duplicates) {
    this(silver, quarantine, control, duplicates, 0);
  }

  /** The number of frames: frames + extra = silver + quarantine + control + duplicates. */
  public long frames() {
    return silver + quarantine + control + duplicates - extra;
  }

  /** Both taken together. */
  public Counts plus(Counts other) {
    return new Counts(
        silver + other.silver,
        quarantine + other.quarantine,
        control + other.control,
        duplicates + other.duplicates,
        extra + other.extra);
  }
}
