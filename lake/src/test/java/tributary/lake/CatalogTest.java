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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.ledger.Ledger;
import tributary.core.rows.Rows;

class CatalogTest {
  @TempDir Path root;

  @Test
  void aFolderThatIsNotThereHasNoTables() {
    assertEquals(List.of(), Catalog.at(root.resolve("nothing")).tables());
  }

  @InEachFormat
  void tablesAreListedByName(Format format) throws IOException {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      Ticks.silver(lake);
      Ticks.gold(lake);
      Files.createDirectories(root.resolve("not_a_table"));
      assertEquals(List.of("gold", "silver"), Catalog.at(root).tables());
    }
  }

  @InEachFormat
  void aReaderSeesEachCommitWhileTheWriterGoesOn(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
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

  @InEachFormat
  void duckDbReadsTheFilesOfASnapshot(Format format) throws SQLException {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
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

  @InEachFormat
  void duckDbSeesEachWindowOnce(Format format) throws SQLException {
    Rows none = new Rows(Ticks.GOLD);
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
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

  @InEachFormat
  void earlierVersionsAreReadByNumberAndByTime(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      for (int i = 0; i < 4; i++) {
        Ticks.add(table, i * 10, 10);
      }
    }
    List<Long> versions = versions(format);
    Catalog catalog = Catalog.at(root);
    List<CommitInfo> history = catalog.history("silver");
    assertEquals(versions, history.stream().map(CommitInfo::version).toList());
    assertEquals(
        versions.stream().map(CatalogTest::ledgerAt).toList(),
        history.stream().map(CommitInfo::ledger).toList());
    for (CommitInfo commit : history) {
      Snapshot byNumber = catalog.asOf("silver", commit.version());
      Snapshot byTime = catalog.asOf("silver", commit.time());
      assertEquals(commit.version() * 10, byNumber.rows());
      assertEquals(byNumber, byTime);
      assertEquals(commit.time(), byNumber.committedAt());
      assertEquals(commit.ledger(), byNumber.ledger());
    }
    CommitInfo second = history.get(versions.indexOf(2L));
    CommitInfo last = history.get(versions.indexOf(4L));
    assertEquals(1, catalog.asOf("silver", second.time().minusMillis(1)).version());
    assertEquals(4, catalog.asOf("silver", last.time().plusSeconds(60)).version());
  }

  /** In Delta the commit that makes the table is a version too. */
  private static List<Long> versions(Format format) {
    return LongStream.range(format instanceof Format.Delta ? 0 : 1, 5).boxed().toList();
  }

  private static Optional<Ledger> ledgerAt(long version) {
    return version == 0 ? Optional.empty() : Optional.of(Ticks.ledger(version * 10));
  }

  @InEachFormat
  void whatIsNotThereIsRefusedByName(Format format) {
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
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
  void aDamagedManifestIsRefusedNotSkipped() throws IOException {
    try (Lake lake = Lake.open(root, new Format.Iceberg(Map.of()), Ticks.CLOCK)) {
      GrowingTable table = Ticks.silver(lake);
      Ticks.add(table, 0, 10);
      Ticks.add(table, 10, 10);
    }
    try (Stream<Path> files = Files.list(root.resolve("default/silver/metadata"))) {
      Path manifest =
          files.filter(it -> it.toString().endsWith("-m0.avro")).findAny().orElseThrow();
      Files.write(manifest, Arrays.copyOf(Files.readAllBytes(manifest), 200));
    }
    assertThrows(ReadFailedException.class, () -> Catalog.at(root).snapshot("silver"));
    try (Lake lake = Lake.open(root, new Format.Iceberg(Map.of()), Ticks.CLOCK)) {
      assertThrows(ReadFailedException.class, () -> Ticks.silver(lake));
    }
  }

  @Test
  void readingMakesNothing() throws IOException {
    Catalog catalog = Catalog.at(root);
    assertEquals(List.of(), catalog.tables());
    assertThrows(ReadFailedException.class, () -> catalog.snapshot("silver"));
    try (Stream<Path> files = Files.list(root)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void tablesOfBothFormatsAreFoundByNamesOfOneToThreeParts() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      Ticks.add(lake.growing("a.delta", Ticks.SILVER, List.of()), 0, 1);
    }
    List<String> names = List.of("one", "two.parts", "with.three.parts");
    try (Lake lake = Lake.open(root, new Format.Iceberg(Map.of()), Ticks.CLOCK)) {
      for (String name : names) {
        Ticks.add(lake.growing(name, Ticks.SILVER, List.of()), 0, 2);
      }
      assertThrows(
          TableRefusedException.class, () -> lake.growing("a.delta", Ticks.SILVER, List.of()));
      assertThrows(
          IllegalArgumentException.class,
          () -> lake.growing("default.one", Ticks.SILVER, List.of()));
    }
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      assertThrows(TableRefusedException.class, () -> lake.growing("one", Ticks.SILVER, List.of()));
    }
    Catalog catalog = Catalog.at(root);
    assertEquals(List.of("a.delta", "one", "two.parts", "with.three.parts"), catalog.tables());
    assertEquals(1, catalog.snapshot("a.delta").rows());
    names.forEach(name -> assertEquals(2, catalog.snapshot(name).rows()));
  }

  @Test
  void aTableOfTheFolderDoesNotHideThatOfAnExternalCatalog() {
    Format.Iceberg external =
        new Format.Iceberg(
            Map.of(
                "type",
                "jdbc",
                "uri",
                "jdbc:sqlite:" + root.resolve("elsewhere.db"),
                "warehouse",
                root.resolve("elsewhere").toString()));
    try (Lake lake = Lake.open(root, new Format.Iceberg(Map.of()), Ticks.CLOCK)) {
      Ticks.add(lake.growing("old", Ticks.SILVER, List.of()), 0, 1);
    }
    try (Lake lake = Lake.open(root, external, Ticks.CLOCK)) {
      assertThrows(TableRefusedException.class, () -> lake.growing("old", Ticks.SILVER, List.of()));
      Ticks.add(lake.growing("new", Ticks.SILVER, List.of()), 0, 2);
    }
    Catalog catalog = Catalog.at(root, external);
    assertEquals(List.of("new", "old"), catalog.tables());
    assertEquals(2, catalog.snapshot("new").rows());
    assertEquals(1, catalog.snapshot("old").rows());
    assertTrue(catalog.has("new"));
    assertTrue(catalog.has("old"));
    assertFalse(catalog.has("none"));

    try (Lake lake = Lake.open(root, new Format.Iceberg(Map.of("type", "embedded")), Ticks.CLOCK)) {
      Ticks.add(lake.growing("new", Ticks.SILVER, List.of()), 0, 3);
    }
    String message =
        String.valueOf(
            assertThrows(ReadFailedException.class, () -> catalog.snapshot("new")).getMessage());
    assertTrue(message.contains("and " + root + " another"), message);
  }

  @InEachFormat
  void theFilesOfAReplacedVersionStayReadable(Format format) {
    Rows none = new Rows(Ticks.GOLD);
    try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
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
