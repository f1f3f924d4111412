package tributary.core.windows;

/** How far event time has come in each partition, by the log alone. */
public interface Watermarks {
  /**
   * The highest event time of the partition so far, microseconds since the epoch; {@link
   * tributary.core.ledger.Range#NO_TIME} before the first.
   */
  long highestMicros(int partition);

  /** The highest event time of all partitions so far. */
  long highestMicros();

  /** The next offset of the partition: rows below it have been taken in. */
  long position(int partition);
}
