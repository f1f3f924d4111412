package tributary.lake.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.rows.Rows;
import tributary.lake.Catalog;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;
import tributary.lake.clickhouse.TestServer.Kind;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyTarget;
import tributary.lake.reconcile.CopyCheck;
import tributary.lake.reconcile.CopyCheck.Outcome;

/** A copy is compared beside the one that writes it, and nothing is made by that. */
class ClickHouseReconcileTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));
  private static final int MORE = Chunks.MOST_ROWS;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private TestServers servers;

  @BeforeEach
  void begin() {
    servers = new TestServers(folder.resolve("servers"));
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  @Test
  void aLookMakesNothing() {
    TestServer server = servers.empty(Kind.MODERN);
    String databases = "SELECT count() FROM system.databases WHERE name = 'market'";
    try (CopyTarget target = ClickHouse.open(server.properties(), Averages.SILVER)) {
      assertEquals(Optional.empty(), target.position());
      assertEquals(List.of(), Copied.all(target));
      assertInstanceOf(Outcome.Impossible.class, check(target, () -> {}));
      assertEquals(List.of("0"), server.lines(databases));

      target.prepare();
      assertEquals(List.of("1"), server.lines(databases));
    }
    try (CopyTarget other = ClickHouse.open(server.properties(), Averages.BTC)) {
      assertEquals(Optional.empty(), other.position());
      assertEquals(
          List.of("0"),
          server.lines("SELECT count() FROM system.tables WHERE name LIKE 'btc_averages%'"));
    }
  }

  @Test
  void rowsOfAWriteUnderWayAreNoDifferenceOnceItIsDone() {
    TestServer server = servers.empty(Kind.MODERN);
    try (CopyTarget copier = ClickHouse.open(server.properties(), Averages.SILVER);
        CopyTarget looking = ClickHouse.open(server.properties(), Averages.SILVER)) {
      CopyPosition first = commit(0, 10, 1);
      copier.write(Optional.empty(), first, sink -> sink.accept(Averages.trades(0, 10)));
      CopyPosition second = commit(10, MORE, 2);
      breakOff(copier, first, second);

      AtomicInteger pauses = new AtomicInteger();
      Runnable pause =
          () -> {
            if (pauses.incrementAndGet() == 2) {
              copier.write(
                  Optional.of(first), second, sink -> sink.accept(Averages.trades(10, MORE)));
            }
          };
      Outcome.Compared found = assertInstanceOf(Outcome.Compared.class, check(looking, pause));
      assertEquals(second.version(), found.version());
      assertEquals(0, found.comparison().differing());
      assertEquals(MORE + 10, found.comparison().found());
    }
  }

  @Test
  void rowsOfAWriteThatNobodyEndsDiffer() {
    TestServer server = servers.empty(Kind.MODERN);
    try (CopyTarget copier = ClickHouse.open(server.properties(), Averages.SILVER)) {
      CopyPosition first = commit(0, 10, 1);
      copier.write(Optional.empty(), first, sink -> sink.accept(Averages.trades(0, 10)));
      breakOff(copier, first, commit(10, MORE, 2));

      AtomicInteger pauses = new AtomicInteger();
      Outcome.Compared found =
          assertInstanceOf(Outcome.Compared.class, check(copier, pauses::incrementAndGet));
      assertEquals(MORE, found.comparison().differing());
      assertEquals(4, pauses.get());
    }
  }

  /** One whole insert, whose position does not come. */
  private static void breakOff(CopyTarget copier, CopyPosition from, CopyPosition to) {
    assertThrows(
        IllegalStateException.class,
        () ->
            copier.write(
                Optional.of(from),
                to,
                sink -> {
                  sink.accept(Averages.trades(10, MORE));
                  throw new IllegalStateException("the lake broke off");
                }));
  }

  private Outcome check(CopyTarget target, Runnable pause) {
    return new CopyCheck(Catalog.at(folder.resolve("lake")), pause).check(target);
  }

  /** Adds trades to the lake; a position is that of the version and its ledger. */
  private CopyPosition commit(long first, int count, long number) {
    try (Lake lake = Lake.open(folder.resolve("lake"), CLOCK)) {
      GrowingTable table = lake.growing("silver", Averages.TRADES, List.of());
      Rows rows = Averages.trades(first, count);
      CopyPosition ledger = Averages.at(number);
      return new CopyPosition(table.commit(table.stage(rows), ledger.ledger()), ledger.ledger());
    }
  }
}
