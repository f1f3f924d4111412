package tributary.bench.latency;

/** The intended send times that count, in microseconds since the epoch. */
record Span(long fromMicros, long untilMicros) {

  boolean holds(long micros) {
    return micros >= fromMicros && micros < untilMicros;
  }
}
