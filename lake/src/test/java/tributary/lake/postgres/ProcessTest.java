package tributary.lake.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.core.rows.Rows;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyTarget;
import tributary.lake.parquet.RowsAsText;
import tributary.lake.postgres.CuttingProxy.Harm;

/** Writers in processes of their own. */
class ProcessTest {
  private static final Rows ONE = Windows.windows("0 BTC 1 0");
  private static final Rows TWO = Windows.windows("0 BTC 2 1", "60 BTC 3 0");

  private final Server server = Server.shared();
  private final String database = server.database();

  @TempDir Path folder;
  private Path log;

  @BeforeEach
  void nameTheLog() {
    log = folder.resolve("log");
  }

  @Test
  void aWriterKilledWhileItCopiesLeavesNothing() throws Exception {
    writeOne();
    Process writer = WriterProcess.start(log, "64m", server.port(), database, "hang");
    Await.until(() -> said().contains("handed over"));
    kill(writer);

    goOnFrom(Windows.at(1));
  }

  @ParameterizedTest
  @EnumSource(
      value = Harm.class,
      names = {"HOLD_COMMIT", "HOLD_REPLY"})
  void aWriterKilledAroundItsCommitLeavesAllOrNothing(Harm harm) throws Exception {
    writeOne();
    try (CuttingProxy proxy = new CuttingProxy(server.port())) {
      proxy.atNextCommit(harm);
      Process writer = WriterProcess.start(log, "64m", proxy.port(), database, "write");
      proxy.done().await(60, TimeUnit.SECONDS);
      kill(writer);

      goOnFrom(Windows.at(harm == Harm.HOLD_REPLY ? 2 : 1));
    }
  }

  @Test
  void manyRowsGoThroughASmallHeap() throws Exception {
    Process writer = WriterProcess.start(log, "32m", server.port(), database, "many");
    writer.waitFor(120, TimeUnit.SECONDS);

    long many = WriterProcess.MANY;
    assertEquals(
        "read " + many + " " + (many * (many - 1) / 2 + many * WriterProcess.TEXT), said().strip());
    assertEquals(
        List.of(many + ",0," + (many - 1)),
        server.ask(
            database, "SELECT count(*), min(kafka_offset), max(kafka_offset) FROM bi.notes"));
  }

  private void writeOne() {
    try (CopyTarget target = Windows.open(server.properties(database), Windows.SHAPE)) {
      target.prepare();
      Windows.write(target, 1, ONE);
    }
  }

  private void goOnFrom(CopyPosition position) {
    try (CopyTarget target = Windows.open(server.properties(database), Windows.SHAPE)) {
      target.prepare();
      assertEquals(Optional.of(position), target.position());
      assertEquals(RowsAsText.of(position.version() == 1 ? ONE : TWO), Windows.scanned(target));
      if (position.version() == 1) {
        Windows.write(target, 2, TWO);
      }
      assertEquals(RowsAsText.of(TWO), Windows.scanned(target));
    }
  }

  private static void kill(Process writer) throws InterruptedException {
    writer.destroyForcibly().waitFor();
  }

  private String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
