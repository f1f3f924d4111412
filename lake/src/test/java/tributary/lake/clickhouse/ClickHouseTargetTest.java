package tributary.lake.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.rows.Rows;
import tributary.lake.copy.CopyTarget;

/** A copy on the engine of today. */
class ClickHouseTargetTest {
  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start(TestServer.Kind.MODERN, folder);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void empty() {
    server.lines("DROP DATABASE IF EXISTS market");
  }

  @Test
  void showsTheColumnsOfItsReaders() {
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.BTC)) {
      target.prepare();
      assertEquals(Optional.empty(), target.position());
      Rows windows = Averages.windows(true, 0, 2, 70_000);
      target.write(Optional.empty(), Averages.at(1), sink -> sink.accept(windows));

      assertEquals(Averages.from(1), target.position());
      assertEquals(Copied.text(windows), Copied.all(target));
    }
    assertEquals(
        List.of(
            "1970-01-01 00:00:00.000000\t1970-01-01 00:00:30.000000\tBTC-USD\t70000",
            "1970-01-01 00:00:30.000000\t1970-01-01 00:01:00.000000\tBTC-USD\t70000"),
        server.lines("SELECT * FROM market.btc_averages ORDER BY window_start"));
  }
}
