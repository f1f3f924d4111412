package tributary.core.decode;

import tributary.core.ledger.Range;

/** What a frame turned out to be. */
public sealed interface Outcome {

  /** A row: its values stand in the open row of the rows handed in. */
  record Row() implements Outcome {
    static final Row INSTANCE = new Row();
  }

  /**
   * A frame that is counted and not stored in silver.
   *
   * @param timeMicros its own time, microseconds since the epoch, or {@link Range#NO_TIME}
   */
  record Control(long timeMicros) implements Outcome {
    static final Control TIMELESS = new Control(Range.NO_TIME);
  }

  /**
   * A frame that cannot become a row.
   *
   * @param detail for people: which value, what was expected
   */
  record Rejected(Reason reason, String detail) implements Outcome {}
}
