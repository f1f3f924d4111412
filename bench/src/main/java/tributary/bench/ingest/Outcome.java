package tributary.bench.ingest;

import java.util.SortedMap;
import tributary.bench.process.Cost;

/**
 * What a contestant did in one round.
 *
 * @param tableBytes the bytes of each table's live files
 */
record Outcome(long frames, Cost cost, SortedMap<String, Long> tableBytes) {

  double eventsPerSecond() {
    return frames * 1e9 / cost.wallNanos();
  }

  double cpuMicrosPerEvent() {
    return cost.cpuNanos() / 1e3 / frames;
  }

  double bytesPerEvent(String table) {
    return tableBytes.getOrDefault(table, 0L) / (double) frames;
  }
}
