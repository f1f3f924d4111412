package tributary.lake.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.core.rows.Rows;
import tributary.lake.clickhouse.TestServer.Kind;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyTarget;

/** What is written is there once, the latest of each key, and is never lost. */
class ClickHouseTargetTest {
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

  @Test
  void showsTheColumnsThatReadersAskFor() {
    TestServer server = servers.empty(Kind.MODERN);
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

  @Test
  void aLaterWindowReplacesAProvisionalOne() {
    TestServer server = servers.empty(Kind.MODERN);
    Rows provisional = Averages.windows(false, 0, 3, 70_000);
    Rows corrected = Averages.windows(true, 0, 2, 71_000);
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.BTC)) {
      target.write(Optional.empty(), Averages.at(1), sink -> sink.accept(provisional));
      target.write(Averages.from(1), Averages.at(2), sink -> sink.accept(corrected));

      Rows open = Averages.windows(false, 2, 1, 70_000);
      assertEquals(Copied.text(corrected, open), Copied.all(target));
    }
    assertEquals(
        List.of("71000", "71000", "70000"),
        server.lines("SELECT average_price FROM market.btc_averages ORDER BY window_start"));
  }

  @Test
  void anOlderVersionOfAWindowNeverShowsAgain() {
    TestServer server = servers.empty(Kind.MODERN);
    try (CopyTarget first = ClickHouse.open(server.properties(), Averages.BTC);
        CopyTarget second = ClickHouse.open(server.properties(), Averages.BTC)) {
      Rows old = Averages.windows(false, 0, 2, 70_000);
      Rows late = Averages.windows(true, 0, 2, 71_000);
      // The second one has looked at the position, and the first one is done before it goes on.
      second.write(
          Optional.empty(),
          Averages.at(3),
          sink -> {
            first.write(Optional.empty(), Averages.at(5), inner -> inner.accept(late));
            sink.accept(old);
          });

      assertEquals(Copied.text(late), Copied.all(first));
      assertEquals(Averages.from(5), second.position());
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void rowsThatAreWrittenTwiceAreThereOnce(Kind kind) {
    TestServer server = servers.empty(kind);
    Rows trades = Averages.trades(0, 1000);
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.SILVER)) {
      RuntimeException broken = new IllegalStateException("the lake broke off");
      assertThrows(
          IllegalStateException.class,
          () ->
              target.write(
                  Optional.empty(),
                  Averages.at(1),
                  sink -> {
                    sink.accept(Averages.trades(0, 60_000));
                    throw broken;
                  }));
      assertEquals(Optional.empty(), target.position());
      target.write(
          Optional.empty(), Averages.at(2), sink -> sink.accept(Averages.trades(0, 60_000)));
      target.write(Averages.from(2), Averages.at(3), sink -> sink.accept(trades));

      assertEquals(List.of("60000"), server.lines("SELECT count() FROM market.trades"));
      assertEquals(Copied.text(Averages.trades(0, 60_000)), Copied.all(target));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theSameCallAgainChangesNothing(Kind kind) {
    TestServer server = servers.empty(kind);
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.SILVER)) {
      Rows trades = Averages.trades(0, 10);
      AtomicBoolean isAsked = new AtomicBoolean();
      target.write(Optional.empty(), Averages.at(1), sink -> sink.accept(trades));
      target.write(Optional.empty(), Averages.at(1), sink -> isAsked.set(true));

      assertTrue(!isAsked.get(), "its rows are there: they are not read again");
      assertEquals(Copied.text(trades), Copied.all(target));
      assertEquals(List.of("10"), server.lines("SELECT count() FROM market.trades_rows"));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void somebodyElsesPositionIsRefused(Kind kind) {
    TestServer server = servers.empty(kind);
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.SILVER);
        CopyTarget other = ClickHouse.open(server.properties(), Averages.SILVER)) {
      target.write(Optional.empty(), Averages.at(1), sink -> sink.accept(Averages.trades(0, 10)));
      other.write(Averages.from(1), Averages.at(4), sink -> sink.accept(Averages.trades(10, 10)));

      String message = refused(() -> write(target, Averages.from(1), Averages.at(5)));
      assertTrue(
          message.contains("its position is version 4. Somebody else copies to it"), message);
      assertEquals(List.of("20"), server.lines("SELECT count() FROM market.trades"));
    }
  }

  @Test
  void aLakeThatWasMadeAnewIsNotWrittenOverTheOldOne() {
    TestServer server = servers.empty(Kind.MODERN);
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.SILVER)) {
      write(target, Optional.empty(), Averages.at(7));

      String message = refused(() -> write(target, Averages.from(7), Averages.at(2)));
      assertTrue(message.contains("was the table made anew?"), message);
    }
  }

  @Test
  void tokensDropARepeatedInsertBeforeItIsMerged() {
    TestServer server = servers.empty(Kind.MODERN);
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.SILVER)) {
      target.prepare();
      server.lines("SYSTEM STOP MERGES market.trades_rows");
      for (int i = 0; i < 3; i++) {
        assertThrows(
            IllegalStateException.class,
            () ->
                target.write(
                    Optional.empty(),
                    Averages.at(1),
                    sink -> {
                      sink.accept(Averages.trades(0, Chunks.MOST_ROWS));
                      throw new IllegalStateException("the lake broke off");
                    }));
      }
      assertEquals(
          List.of(String.valueOf(Chunks.MOST_ROWS)),
          server.lines("SELECT count() FROM market.trades_rows"));
    }
  }

  private static void write(CopyTarget target, Optional<CopyPosition> from, CopyPosition to) {
    target.write(from, to, sink -> sink.accept(Averages.trades(0, 10)));
  }

  private static String refused(Runnable work) {
    return String.valueOf(assertThrows(CopyRefusedException.class, work::run).getMessage());
  }
}
