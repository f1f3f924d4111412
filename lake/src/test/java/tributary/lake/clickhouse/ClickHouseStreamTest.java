package tributary.lake.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.lake.clickhouse.TestServer.Kind;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyTarget;

/** Many rows, and readers beside the writer. */
class ClickHouseStreamTest {
  private static final int MILLION = 1_000_000;

  @TempDir static Path folder;
  private static TestServers servers;

  @BeforeAll
  static void begin() {
    servers = new TestServers(folder);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  /** The rows are about 60 MB; the heap holds one insert of them, not three. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aMillionRowsGoThroughASmallHeap(Kind kind) throws Exception {
    TestServer server = servers.empty(kind);
    Process client = OneWrite.start(server.port(), 1, MILLION, folder.resolve("client.log"), "40m");
    assertTrue(client.waitFor(120, TimeUnit.SECONDS));
    assertEquals(0, client.exitValue());
    assertEquals(
        List.of("1000000\t499999500000\t15499984500000"),
        server.lines(
            "SELECT count(), sum(kafka_offset), toInt64(sum(price) * 100000000) FROM market.trades"));
    AtomicInteger rows = new AtomicInteger();
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.SILVER)) {
      target.scan(batch -> rows.addAndGet(batch.size()));
    }
    assertEquals(MILLION, rows.get());
  }

  @Test
  void aWindowIsNeverSeenTwiceWhileItChanges() throws Exception {
    TestServer server = servers.empty(Kind.MODERN);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread writer = new Thread(() -> change(server, 40));
    writer.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.BTC)) {
      target.write(
          Optional.empty(), Averages.at(0), sink -> sink.accept(Averages.windows(false, 0, 50, 1)));
    }
    writer.start();
    int looks = 0;
    while (writer.isAlive() || looks == 0) {
      List<String> seen =
          server.lines("SELECT count(), uniqExact(window_start) FROM market.btc_averages");
      assertEquals(List.of("50\t50"), seen);
      looks++;
    }
    assertEquals(null, failure.get());
    assertEquals(
        List.of("50\t41"),
        server.lines("SELECT count(), toInt32(max(average_price)) FROM market.btc_averages"));
    assertTrue(looks > 5, "looks: " + looks);
  }

  private static void change(TestServer server, int times) {
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.BTC)) {
      Optional<CopyPosition> from = Averages.from(0);
      for (int i = 1; i <= times; i++) {
        long price = i + 1;
        target.write(
            from, Averages.at(i), sink -> sink.accept(Averages.windows(false, 0, 50, price)));
        from = Averages.from(i);
      }
    }
  }
}
