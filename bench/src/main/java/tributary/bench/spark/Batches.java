package tributary.bench.spark;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;
import tributary.bench.market.Span;
import tributary.core.rows.Rows;
import tributary.lake.Catalog;
import tributary.lake.CommitInfo;
import tributary.lake.Snapshot;
import tributary.lake.table.LiveFile;

/**
 * The micro-batches of a run as silver's log has them: those that brought rows, each at the time
 * that its writer gave the commit, which is a little before a reader can see it.
 *
 * @param intervalMicros from one to the next, of those that ended within the span; batches follow
 *     each other without a pause, so this is also how long they took
 * @param ageMicros how old each row of the span was at its commit, from the time at which its frame
 *     was to be sent
 */
record Batches(Histogram intervalMicros, Histogram ageMicros) {
  private static final String TIME = "time";

  static Batches of(Layout layout, Span span) {
    Batches batches = new Batches(new Histogram(3), new Histogram(3));
    Catalog catalog = Catalog.at(layout.tables());
    Set<String> known = new HashSet<>();
    long last = 0;
    for (CommitInfo commit : catalog.history(layout.silver())) {
      Snapshot table = catalog.asOf(layout.silver(), commit.version());
      List<LiveFile> files = table.live().stream().filter(file -> known.add(file.name())).toList();
      if (!files.isEmpty()) {
        long at = ChronoUnit.MICROS.between(Instant.EPOCH, commit.time());
        batches.addInterval(last, at, span);
        files.forEach(file -> batches.addAges(catalog, table, file, at, span));
        last = at;
      }
    }
    return batches;
  }

  private void addInterval(long last, long at, Span span) {
    if (last > 0 && span.holds(at)) {
      intervalMicros.recordValue(Math.max(0, at - last));
    }
  }

  private void addAges(Catalog catalog, Snapshot table, LiveFile file, long at, Span span) {
    catalog.read(table, file, List.of(TIME), rows -> addAges(rows, at, span));
  }

  private void addAges(Rows rows, long at, Span span) {
    for (int row = 0; row < rows.size(); row++) {
      long intended = rows.longs(0).get(row);
      if (span.holds(intended)) {
        ageMicros.recordValue(Math.max(0, at - intended));
      }
    }
  }

  /** How many rows of the span were found. */
  long rows() {
    return ageMicros.getTotalCount();
  }
}
