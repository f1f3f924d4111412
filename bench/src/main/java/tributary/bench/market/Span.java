package tributary.bench.market;

/** The intended send times that count, in microseconds since the epoch. */
public record Span(long fromMicros, long untilMicros) {

  /** Whether that moment lies within; its end does not. */
  public boolean holds(long micros) {
    return micros >= fromMicros && micros < untilMicros;
  }
}
