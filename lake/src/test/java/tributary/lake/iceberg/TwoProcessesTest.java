package tributary.lake.iceberg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.rows.Rows;
import tributary.lake.disk.Disk;
import tributary.lake.parquet.ParquetReader;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableCommit;
import tributary.lake.table.TableLog;

/** Two JVMs use the embedded catalog at a time, past the lock of the lake. */
class TwoProcessesTest {
  private static final int COMMITS = 25;

  @TempDir Path root;

  @Test
  void everyAcknowledgedCommitIsThereOnceAndNoVersionIsLost() throws IOException {
    List<Process> writers = List.of(start("a", 0), start("b", 1_000));
    List<Long> acknowledged = new ArrayList<>();
    try {
      for (Process writer : writers) {
        try (BufferedReader out = writer.inputReader()) {
          out.lines().forEach(line -> acknowledged.add(Long.valueOf(line)));
        }
        assertEquals(0, writer.onExit().join().exitValue());
      }
    } finally {
      writers.forEach(Process::destroyForcibly);
    }
    assertEquals(2 * COMMITS, acknowledged.size());
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      assertEquals(acknowledged.stream().sorted().toList(), ids(catalog, "shared"));
      assertEquals(
          LongStream.rangeClosed(1, 2L * COMMITS).boxed().toList(),
          catalog.reader("shared").history().stream().map(TableCommit::version).toList());
      assertEquals(LongStream.range(0, COMMITS).boxed().toList(), ids(catalog, "own.a"));
      assertEquals(
          LongStream.range(1_000, 1_000 + COMMITS).boxed().toList(), ids(catalog, "own.b"));
    }
  }

  private static List<Long> ids(IcebergCatalog catalog, String name) throws IOException {
    List<Long> ids = new ArrayList<>();
    for (LiveFile file : catalog.reader(name).latest().files()) {
      ParquetReader.read(file.path(), Ids.SCHEMA, Optional.empty(), rows -> collect(rows, ids));
    }
    return ids.stream().sorted().toList();
  }

  private static void collect(Rows rows, List<Long> ids) {
    for (int row = 0; row < rows.size(); row++) {
      ids.add(rows.longs(0).get(row));
    }
  }

  private Process start(String name, long first) throws IOException {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                root.toString(),
                name,
                Long.toString(first)))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Appends to a table of its own and to one of both, and says what it got into the latter. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws IOException {
      long first = Long.parseLong(args[2]);
      try (IcebergCatalog catalog = Ids.catalog(Path.of(args[0]), Disk.local())) {
        InstantSource clock = InstantSource.system();
        TableLog own = catalog.open("own." + args[1], Ids.FORM, clock);
        for (long id = first; id < first + COMMITS; id++) {
          Ids.committed(own.append(List.of(Ids.write(own, id)), Ids.ledger(id)));
          CommitOutcome outcome;
          do {
            TableLog shared = catalog.open("shared", Ids.FORM, clock);
            outcome = shared.append(List.of(Ids.write(shared, id)), Ids.ledger(id));
          } while (outcome instanceof CommitOutcome.Foreign);
          Ids.committed(outcome);
          System.out.println(id);
        }
      }
    }
  }
}
