package tributary.core.decode;

import tributary.core.ledger.Range;

/** What a frame, or an item of it, turned out to be. */
public sealed interface Outcome {

  /** A row: its values stand in the open row of the rows handed in. */
  record Row() implements Outcome {
    static final Row INSTANCE = new Row();
  }

  /**
   * Several items, each a row or rejected on its own: {@link Decoder#item} tells, in the order in
   * which they are to be taken in.
   *
   * @param count how many there are, at least one
   */
  record Items(int count) implements Outcome {}

  /**
   * A frame that is counted and not stored in silver.
   *
   * @param timeMicros its own time, microseconds since the epoch, or {@link Range#NO_TIME}
   */
  record Control(long timeMicros) implements Outcome {
    static final Control TIMELESS = new Control(Range.NO_TIME);
  }

  /**
   * A frame or item that cannot become a row.
   *
   * @param detail for people: which value, what was expected
   */
  record Rejected(Reason reason, String detail) implements Outcome {}
}
