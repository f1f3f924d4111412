package tributary.lake.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.rows.Rows;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyTarget;
import tributary.lake.parquet.RowsAsText;

/** Rows and position move together, or not at all. */
class WriteTest {
  private final Server server = Server.shared();
  private final String database = server.database();

  @Test
  void aChangedWindowReplacesTheOneBefore() {
    try (CopyTarget target = prepared()) {
      assertEquals(Optional.empty(), target.position());
      Windows.write(target, 1, Windows.windows("0 BTC 1 0", "60 BTC 2 0"));
      Windows.write(target, 2, Windows.windows("60 BTC 2.5 1", "120 BTC 3 0"));

      assertEquals(Optional.of(Windows.at(2)), target.position());
      assertEquals(
          RowsAsText.of(Windows.windows("0 BTC 1 0", "120 BTC 3 0", "60 BTC 2.5 1")),
          Windows.scanned(target));
      assertEquals(
          List.of(
              "0,BTC,1.000000000000000000",
              "60,BTC,2.500000000000000000",
              "120,BTC,3.000000000000000000"),
          server.ask(
              database,
              "SELECT extract(epoch FROM window_start)::int, product, average FROM bi.averages ORDER BY 1"));
    }
  }

  @Test
  void aWriteWithoutRowsMovesThePosition() {
    try (CopyTarget target = prepared()) {
      Windows.write(target, 1, Windows.windows());
      Windows.write(target, 2, Windows.windows());

      assertEquals(Optional.of(Windows.at(2)), target.position());
    }
  }

  @Test
  void anUnchangedWindowLeavesNoDeadTuple() {
    Rows rows = Windows.windows("0 BTC 1 0", "60 BTC 2 0", "120 BTC 3 0");
    try (CopyTarget target = prepared()) {
      Windows.write(target, 1, rows);
      List<String> before = places();
      Windows.write(target, 2, rows);
      assertEquals(before, places());
      Windows.write(target, 3, Windows.windows("0 BTC 1 0", "60 BTC 2 1"));

      assertEquals(
          List.of(before.get(0), before.get(2)), List.of(places().get(0), places().get(1)));
    }
  }

  /** Where each row lies and who wrote it: a new version of a row would have other ones. */
  private List<String> places() {
    return server.ask(
        database, "SELECT ctid, xmin, window_start FROM tributary.averages ORDER BY ctid");
  }

  @Test
  void oneOfTwoWritersIsRefused() {
    try (CopyTarget one = prepared();
        CopyTarget other = prepared()) {
      Windows.write(one, 1, Windows.windows("0 BTC 1 0"));
      assertThrows(
          CopyRefusedException.class, () -> Windows.write(other, 1, Windows.windows("0 BTC 9 0")));
      Windows.write(other, 2, Windows.windows("60 BTC 2 0"));
      String message = Windows.refused(() -> Windows.write(one, 2, Windows.windows("60 BTC 9 0")));

      assertTrue(message.contains("stands at version 2 instead of 1"), message);
      assertEquals(RowsAsText.of(Windows.windows("0 BTC 1 0", "60 BTC 2 0")), Windows.scanned(one));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whoComesWhileAnotherWritesWaitsAndIsRefused(long version) throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (CopyTarget one = prepared();
        CopyTarget other = prepared()) {
      if (version == 2) {
        Windows.write(one, 1, Windows.windows());
      }
      List<Future<String>> second = new ArrayList<>();
      one.write(
          version == 1 ? Optional.empty() : Optional.of(Windows.at(1)),
          Windows.at(version),
          sink -> {
            second.add(
                threads.submit(
                    () ->
                        Windows.refused(
                            () -> Windows.write(other, version, Windows.windows("0 BTC 5 0")))));
            Await.until(() -> !server.ask("postgres", waiting()).isEmpty());
            sink.accept(Windows.windows("0 BTC 1 0"));
          });

      String message = second.get(0).get();
      assertTrue(message.contains("somebody else"), message);
      assertEquals(RowsAsText.of(Windows.windows("0 BTC 1 0")), Windows.scanned(one));
    } finally {
      threads.shutdownNow();
    }
  }

  private String waiting() {
    return "SELECT pid FROM pg_stat_activity WHERE datname = '%s' AND wait_event_type = 'Lock'"
        .formatted(database);
  }

  @Test
  void whatFailsWhileRowsAreReadLeavesNothing() {
    try (CopyTarget target = prepared()) {
      Windows.write(target, 1, Windows.windows("0 BTC 1 0"));
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  target.write(
                      Optional.of(Windows.at(1)),
                      Windows.at(2),
                      sink -> {
                        sink.accept(Windows.windows("60 BTC 2 0"));
                        throw new IllegalStateException("file is gone");
                      }));

      assertEquals("file is gone", thrown.getMessage());
      assertEquals(Optional.of(Windows.at(1)), target.position());
      assertEquals(RowsAsText.of(Windows.windows("0 BTC 1 0")), Windows.scanned(target));
      Windows.write(target, 2, Windows.windows("60 BTC 2 0"));
    }
  }

  @Test
  void aGrowingTableTakesTheSameRowAgainAndRefusesAnother() {
    try (CopyTarget target = Windows.open(server.properties(database), Windows.ROWS)) {
      target.prepare();
      Windows.write(target, 1, Windows.notes("1 a", "2 b"));
      Windows.write(target, 2, Windows.notes("2 b", "3 c", "3 c"));
      String message =
          Windows.refused(() -> Windows.write(target, 3, Windows.notes("4 d", "2 other")));

      assertTrue(message.contains("kafka_partition 0, kafka_offset 2"), message);
      assertEquals(Optional.of(Windows.at(2)), target.position());
      assertEquals(RowsAsText.of(Windows.notes("1 a", "2 b", "3 c")), Windows.scanned(target));
    }
  }

  @Test
  void oneWriteWithTwoVersionsOfAWindowIsRefused() {
    try (CopyTarget target = prepared()) {
      assertThrows(
          CopyRefusedException.class,
          () -> Windows.write(target, 1, Windows.windows("0 BTC 1 0", "0 BTC 2 0")));
      assertEquals(Optional.empty(), target.position());
    }
  }

  @Test
  void rowsThatTheLedgerDoesNotKnowAreRefused() {
    try (CopyTarget target = prepared()) {
      server.sql(database, "INSERT INTO tributary.averages VALUES (now(), 'BTC', 1, 0)");
      String message =
          Windows.refused(() -> Windows.write(target, 1, Windows.windows("0 BTC 1 0")));

      assertTrue(message.contains("TRUNCATE"), message);
    }
  }

  @Test
  void aScanThatIsGivenUpLeavesTheTargetUsable() {
    try (CopyTarget target = prepared()) {
      Windows.write(target, 1, Windows.windows("0 BTC 1 0"));
      assertThrows(
          IllegalStateException.class,
          () ->
              target.scan(
                  rows -> {
                    throw new IllegalStateException("enough");
                  }));

      assertEquals(1, Windows.scanned(target).size());
    }
  }

  private CopyTarget prepared() {
    CopyTarget target = Windows.open(server.properties(database), Windows.SHAPE);
    target.prepare();
    return target;
  }
}
