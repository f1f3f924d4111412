package tributary.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.rows.Rows;

class CatalogTest {
  @TempDir Path root;

  @Test
  void aFolderThatIsNotThereHasNoTables() {
    assertEquals(List.of(), Catalog.at(root.resolve("nothing")).tables());
  }

  @Test
  void tablesAreListedByName() throws IOException {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      Ticks.silver(lake);
      Ticks.gold(lake);
      Files.createDirectories(root.resolve("not_a_table"));
      assertEquals(List.of("gold", "silver"), Catalog.at(root).tables());
    }
  }

  @Test
  void aReaderSeesEachCommitWhileTheWriterGoesOn() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      for (int i = 0; i < 5; i++) {
        Ticks.add(table, i * 10, 10);
        Snapshot seen = Catalog.at(root).snapshot("silver");
        assertEquals(i + 1, seen.version());
        assertEquals((i + 1) * 10, seen.rows());
        assertEquals(i + 1, seen.files().size());
        assertEquals(Ticks.SILVER, seen.schema());
        assertEquals(Optional.of(Ticks.ledger(i * 10 + 10)), seen.ledger());
      }
    }
  }

  @Test
  void duckDbReadsTheFilesOfASnapshot() throws SQLException {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      Ticks.add(table, 0, 10);
      Ticks.add(table, 10, 10);
    }
    assertEquals(
        "20 0.00000000 0.00001900 20",
        ask(
            Catalog.at(root).snapshot("silver"),
            "SELECT count(*) || ' ' || min(price) || ' ' || max(price) || ' ' || count(DISTINCT trade_id)"));
  }

  @Test
  void duckDbSeesEachWindowOnce() throws SQLException {
    Rows none = new Rows(Ticks.GOLD);
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      WindowTable gold = Ticks.gold(lake);
      gold.commit(Ticks.windows(false, "0 BTC 0", "1 BTC 0"), none, Ticks.ledger(1));
      gold.commit(Ticks.windows(false, "1 BTC 1"), Ticks.windows(true, "0 BTC 1"), Ticks.ledger(2));
      gold.commit(Ticks.windows(false, "1 BTC 2"), Ticks.windows(true, "0 BTC 2"), Ticks.ledger(3));
    }
    assertEquals(
        "0 true 2, 60 false 2",
        ask(
            Catalog.at(root).snapshot("gold"),
            "SELECT string_agg(epoch(window_start)::INT || ' ' || is_final || ' ' || revision, ', ' ORDER BY window_start)"));
  }

  @Test
  void earlierVersionsAreReadByNumberAndByTime() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      for (int i = 0; i < 4; i++) {
        Ticks.add(table, i * 10, 10);
      }
    }
    Catalog catalog = Catalog.at(root);
    List<CommitInfo> history = catalog.history("silver");
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L), history.stream().map(CommitInfo::version).toList());
    assertEquals(Optional.empty(), history.get(0).ledger());
    for (CommitInfo commit : history) {
      Snapshot byNumber = catalog.asOf("silver", commit.version());
      Snapshot byTime = catalog.asOf("silver", commit.time());
      assertEquals(commit.version() * 10, byNumber.rows());
      assertEquals(byNumber, byTime);
      assertEquals(commit.time(), byNumber.committedAt());
      assertEquals(commit.ledger(), byNumber.ledger());
    }
    assertEquals(1, catalog.asOf("silver", history.get(2).time().minusMillis(1)).version());
    assertEquals(4, catalog.asOf("silver", history.get(4).time().plusSeconds(60)).version());
  }

  @Test
  void whatIsNotThereIsRefusedByName() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      Ticks.add(Ticks.silver(lake), 0, 10);
    }
    Catalog catalog = Catalog.at(root);
    CommitInfo first = catalog.history("silver").get(0);
    assertThrows(ReadFailedException.class, () -> catalog.snapshot("absent"));
    assertThrows(ReadFailedException.class, () -> catalog.history("absent"));
    assertThrows(ReadFailedException.class, () -> catalog.asOf("silver", 9));
    assertThrows(
        ReadFailedException.class, () -> catalog.asOf("silver", first.time().minusMillis(1)));
    assertThrows(IllegalArgumentException.class, () -> catalog.snapshot("../silver"));
  }

  @Test
  void aDamagedLogIsRefusedNotSkipped() throws IOException {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      Ticks.add(table, 0, 10);
      Ticks.add(table, 10, 10);
    }
    Path commit = root.resolve("silver/_delta_log/00000000000000000001.json");
    Files.writeString(commit, Files.readString(commit).substring(0, 200));
    var refused =
        assertThrows(ReadFailedException.class, () -> Catalog.at(root).snapshot("silver"));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("Cannot read table silver: "));
    Files.delete(commit);
    assertThrows(ReadFailedException.class, () -> Catalog.at(root).snapshot("silver"));
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      assertThrows(ReadFailedException.class, () -> Ticks.silver(lake));
    }
  }

  @Test
  void theFilesOfAReplacedVersionStayReadable() {
    Rows none = new Rows(Ticks.GOLD);
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      WindowTable gold = Ticks.gold(lake);
      gold.commit(Ticks.windows(false, "0 BTC 0"), none, Ticks.ledger(1));
      gold.commit(Ticks.windows(false, "0 BTC 1"), none, Ticks.ledger(2));
    }
    Snapshot before = Catalog.at(root).asOf("gold", 1);
    assertFalse(before.files().isEmpty());
    before.files().forEach(file -> assertTrue(Files.exists(file)));
  }

  private static String ask(Snapshot snapshot, String select) throws SQLException {
    String files =
        snapshot.files().stream().map(file -> "'" + file + "'").collect(Collectors.joining(","));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet result =
            duck.createStatement().executeQuery(select + " FROM read_parquet([" + files + "])")) {
      result.next();
      return result.getString(1);
    }
  }
}
