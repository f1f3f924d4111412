package tributary.bench.latency;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import tributary.core.ledger.Ledger;
import tributary.lake.Catalog;
import tributary.lake.CommitInfo;

/**
 * Sees, from outside, the commits to one table: looks each millisecond whether the log has its next
 * version, which any reader would find at that moment. What the versions hold is read afterwards.
 * Ask only after {@link #close}.
 */
final class CommitWatch implements AutoCloseable {
  private static final long LOOK_AGAIN_NANOS = 1_000_000;

  private final Path tables;
  private final String table;
  private final LongSupplier microClock;
  private final Map<Long, Long> seenMicros = new TreeMap<>();
  private final Thread thread;
  private volatile boolean closing;

  /** By partition: up to which offset the table reached, and when that was first seen. */
  private final Map<Integer, TreeMap<Long, Long>> reached = new TreeMap<>();

  CommitWatch(Path tables, String table, LongSupplier microClock) {
    this.tables = tables;
    this.table = table;
    this.microClock = microClock;
    this.thread = new Thread(this::watch, "watch-" + table);
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    Path log = tables.resolve(table).resolve("_delta_log");
    long version = 0;
    while (!closing) {
      if (Files.exists(log.resolve("%020d.json".formatted(version)))) {
        seenMicros.put(version, microClock.getAsLong());
        version++;
      } else {
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      }
    }
  }

  /** How many commits were seen. */
  int commits() {
    return seenMicros.size();
  }

  /** When a commit was first seen that holds the frame; empty if there was none. */
  OptionalLong seenMicros(int partition, long offset) {
    var known = reached.getOrDefault(partition, new TreeMap<>()).higherEntry(offset);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known.getValue());
  }

  /** Ends watching, and reads which offsets the commits took in. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (CommitInfo commit : Catalog.at(tables).history(table)) {
      Long seen = seenMicros.get(commit.version());
      if (seen != null) {
        commit.ledger().ifPresent(ledger -> note(ledger, seen));
      }
    }
  }

  private void note(Ledger ledger, long seen) {
    ledger
        .partitions()
        .forEach(
            (partition, range) ->
                reached
                    .computeIfAbsent(partition, absent -> new TreeMap<>())
                    .putIfAbsent(range.next(), seen));
  }
}
