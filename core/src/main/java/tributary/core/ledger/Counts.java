package tributary.core.ledger;

/**
 * What became of the frames of an offset range. Their sum is the number of frames (invariant 2).
 */
public record Counts(long silver, long quarantine, long control, long duplicates) {
  public static final Counts NONE = new Counts(0, 0, 0, 0);

  /** The number of frames. */
  public long frames() {
    return silver + quarantine + control + duplicates;
  }

  /** Both taken together. */
  public Counts plus(Counts other) {
    return new Counts(
        silver + other.silver,
        quarantine + other.quarantine,
        control + other.control,
        duplicates + other.duplicates);
  }
}
