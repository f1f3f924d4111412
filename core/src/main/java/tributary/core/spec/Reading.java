package tributary.core.spec;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the text of a value becomes a value of its column. */
public sealed interface Reading {
  /** As the column's type is written; times by RFC 3339. */
  Reading PLAIN = new Plain();

  /** See {@link #PLAIN}. */
  record Plain() implements Reading {}

  /**
   * A timestamp as a number, or a number in a string, since the epoch. A fraction is allowed; what
   * is finer than a microsecond is cut.
   *
   * @param decimals which part of a second is counted: 0 for seconds, 3, 6 or 9 for finer ones
   */
  record Epoch(int decimals) implements Reading {}

  /**
   * A timestamp as people read it off a clock: a date with a time, or a date, which means its first
   * moment. Where the clock is set back a time means the first of its two instants; where it is set
   * forward a time that it skips means as much after the skip as it lies behind the skip's start.
   *
   * @param hasTime whether the time of day is written: {@code 2026-01-31 23:59:59}
   * @param zone where the clock hangs
   */
  record WallTime(boolean hasTime, ZoneId zone) implements Reading {}

  /**
   * A decimal whose digits beyond the scale are rounded half up: away from zero where it lies in
   * the middle.
   */
  record Rounded() implements Reading {}

  /**
   * A string whose text is looked up.
   *
   * @param values what is stored, by the text, number or truth value as the frame writes it
   */
  record Named(Map<String, String> values) implements Reading {
    public Named {
      values = new LinkedHashMap<>(values);
    }
  }
}
