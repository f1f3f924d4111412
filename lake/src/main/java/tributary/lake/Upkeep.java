package tributary.lake;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.lake.table.TableLog;

/**
 * Checkpoints and sweeps of all tables of a lake, on one thread of its own named {@code
 * lake-upkeep}, so that no commit waits for them. At most one is waiting for each table.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  static final long CLOSE_SECONDS = 60;

  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread created = new Thread(task, "lake-upkeep");
            created.setDaemon(true);
            return created;
          });

  /** Called by the table's thread after each commit. */
  void after(String name, TableLog table) {
    if (table.isUpkeepDue() && waiting.add(name)) {
      thread.execute(() -> run(name, table));
    }
  }

  private void run(String name, TableLog table) {
    try {
      table.upkeep();
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "Upkeep of table {} broke off; the next one makes up for it: {}", name, e.toString());
    } finally {
      waiting.remove(name);
    }
  }

  /** Waits for what is under way, for a minute at most. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Upkeep is still under way after {} s", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
