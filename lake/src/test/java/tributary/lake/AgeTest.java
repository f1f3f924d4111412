package tributary.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to tables with many commits. */
class AgeTest {
  private static final int COMMITS = 130;

  @TempDir Path root;

  @Test
  void checkpointsAreWrittenAndTheTableGoesOnFromThem() throws IOException {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      for (int i = 0; i < COMMITS; i++) {
        Ticks.add(table, i, 1);
      }
    }
    assertTrue(Files.exists(root.resolve("silver/_delta_log/_last_checkpoint")));
    deleteCommitsBefore(checkpoint());
    assertEquals(COMMITS, Catalog.at(root).snapshot("silver").rows());
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      assertEquals(COMMITS, table.ledger().orElseThrow().next(0));
      assertEquals(1, table.files(new ColumnRange("trade_id", 5, 6)).size());
      Ticks.add(table, COMMITS, 1);
      assertEquals(Ticks.numbersTo(COMMITS + 1), Ticks.numbers(table));
    }
  }

  /** When it is loaded, once in a JVM, the driver of SQLite asks {@code uname} where it is. */
  @InEachFormat
  void writingStartsNoChildProcess(Format format) throws IOException {
    Path recorded = root.resolve("processes.jfr");
    Lake.open(root.resolve("before"), format, Ticks.CLOCK).close();
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart");
      recording.start();
      new ProcessBuilder("true").start().onExit().join();
      try (Lake lake = Lake.open(root.resolve("lake"), format, Ticks.CLOCK)) {
        GrowingTable silver = Ticks.silver(lake);
        WindowTable gold = Ticks.gold(lake);
        for (int i = 0; i < 105; i++) {
          Ticks.add(silver, i, 1);
          gold.commit(
              Ticks.windows(false, "1 BTC " + i),
              Ticks.windows(true, "0 BTC " + i),
              Ticks.ledger(i));
        }
      }
      Catalog.at(root.resolve("lake")).snapshot("silver");
      recording.stop();
      recording.dump(recorded);
    }
    List<String> started =
        RecordingFile.readAllEvents(recorded).stream()
            .map(event -> event.getString("command"))
            .toList();
    assertEquals(List.of("true"), started, "only the one that shows that the recording works");
  }

  private long checkpoint() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("silver/_delta_log"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".checkpoint.parquet"))
          .mapToLong(name -> Long.parseLong(name.substring(0, 20)))
          .max()
          .orElseThrow();
    }
  }

  private void deleteCommitsBefore(long version) throws IOException {
    for (long i = 0; i < version; i++) {
      Files.delete(root.resolve("silver/_delta_log/%020d.json".formatted(i)));
    }
  }
}
