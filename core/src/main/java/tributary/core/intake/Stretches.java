package tributary.core.intake;

import java.util.Map;
import java.util.TreeMap;

/** Stretches of event time, joined where they meet, so that each row in them is read once. */
final class Stretches {
  private final TreeMap<Long, Long> untilByFrom = new TreeMap<>();

  /** Takes a stretch. */
  @FunctionalInterface
  interface Reader {
    void read(long fromMicros, long untilMicros);
  }

  void add(long fromMicros, long untilMicros) {
    untilByFrom.merge(fromMicros, untilMicros, Math::max);
  }

  void forEach(Reader reader) {
    if (untilByFrom.isEmpty()) {
      return;
    }
    long from = untilByFrom.firstKey();
    long until = from;
    for (Map.Entry<Long, Long> each : untilByFrom.entrySet()) {
      if (each.getKey() > until) {
        reader.read(from, until);
        from = each.getKey();
      }
      until = Math.max(until, each.getValue());
    }
    reader.read(from, until);
  }
}
