package tributary.core.ledger;

/**
 * What one commit took in of one partition.
 *
 * @param from the first offset of the range
 * @param next the next offset that the table has not yet taken in
 * @param highestMicros the highest event time of the partition below {@code next}, in microseconds
 *     since the epoch; {@link #NO_TIME} before the first
 * @param counts what became of the frames of the range
 */
public record Range(long from, long next, long highestMicros, Counts counts) {
  /** The event time of a partition that has not had one yet. */
  public static final long NO_TIME = Long.MIN_VALUE;

  public Range {
    if (from < 0 || next < from) {
      throw new IllegalArgumentException("Invalid range: " + from + " to " + next);
    }
  }
}
