package tributary.core.ledger;

/**
 * How far the ids of one product have come in a partition.
 *
 * @param id the highest id that a row had; {@link #NONE} before the first, or where rows have none
 * @param timeMicros the event time of that row, microseconds since the epoch; where rows have no
 *     ids the highest one of all
 * @param awaited the id that a control frame has named and that has not come; {@link #NONE} if
 *     there is none
 */
public record Head(long id, long timeMicros, long awaited) {
  /** No id. */
  public static final long NONE = Long.MIN_VALUE;
}
