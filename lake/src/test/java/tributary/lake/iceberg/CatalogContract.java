package tributary.lake.iceberg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.lake.disk.Disk;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableLog;

/** What holds of a table whichever catalog names it. */
abstract class CatalogContract {
  private static final AtomicInteger TABLES = new AtomicInteger();

  private static final int COMMITS_OF_EACH = 8;

  @TempDir Path root;

  /** Another one for each test, since servers live longer; of two parts, as Hive wants it. */
  final String name = "silver.ticks" + TABLES.incrementAndGet();

  /** How the catalog is reached. */
  abstract Map<String, String> properties();

  IcebergCatalog open() throws IOException {
    return open(properties());
  }

  IcebergCatalog open(Map<String, String> properties) throws IOException {
    return IcebergCatalogs.open(root, properties, Disk.local());
  }

  @Test
  void rowsAndLedgerComeInTogetherAndStay() throws IOException {
    try (IcebergCatalog catalog = open()) {
      assertFalse(catalog.has(name));
      TableLog table = Numbers.open(catalog, name);
      assertEquals(Optional.empty(), table.ledger());
      assertTrue(catalog.has(name));
      committed(table.append(Numbers.write(table, 0, 5), "five"));
      assertEquals(Optional.of("five"), table.ledger());
      committed(table.append(Numbers.write(table, 5, 3), "eight"));
    }
    try (IcebergCatalog catalog = open()) {
      assertTrue(catalog.tables().contains(name));
      TableLog table = Numbers.open(catalog, name);
      assertEquals(Optional.of("eight"), table.ledger());
      assertEquals(Numbers.SCHEMA, table.schema());
      assertEquals(2, table.files().size());
      assertEquals(upTo(8), Numbers.all(catalog, name));
    }
  }

  @Test
  void aTableIsSetAsideAndAnotherTakesItsPlaceInAFolderOfItsOwn() throws IOException {
    try (IcebergCatalog catalog = open()) {
      TableLog old = Numbers.open(catalog, name);
      committed(old.append(Numbers.write(old, 0, 5), "old"));

      String aside = catalog.setAside(name);
      assertFalse(catalog.has(name));
      assertTrue(catalog.tables().contains(aside), aside);
      TableLog table = Numbers.open(catalog, name);
      assertEquals(Optional.empty(), table.ledger());
      assertFalse(table.dataFolder().equals(old.dataFolder()));
      committed(table.append(Numbers.write(table, 7, 2), "new"));
      table.upkeep();

      assertEquals(upTo(5), Numbers.all(catalog, aside));
      assertEquals(List.of(7L, 8L), Numbers.all(catalog, name));
      assertFalse(catalog.setAside(name).equals(aside));
    }
  }

  @Test
  void aTableFilledBesideTakesThePlaceOfTheOldOneAgainAndAgain() throws IOException {
    try (IcebergCatalog catalog = open()) {
      IcebergCatalog beside = catalog.beside();
      assertEquals(Optional.empty(), catalog.replaceByBeside(name));
      for (int round = 0; round < 3; round++) {
        catalog.dropBeside(name);
        TableLog unwanted = Numbers.open(beside, name);
        committed(unwanted.append(Numbers.write(unwanted, 50, 1), "unwanted"));
        catalog.dropBeside(name);
        assertFalse(beside.has(name));
        TableLog table = Numbers.open(beside, name);
        committed(table.append(Numbers.write(table, 0, 3 + round), "new"));
        assertEquals(round > 0, catalog.has(name));

        Optional<String> old = catalog.replaceByBeside(name);

        assertFalse(beside.has(name));
        assertEquals(upTo(3 + round), Numbers.all(catalog, name));
        assertEquals(round > 0, old.isPresent());
        if (old.isPresent()) {
          assertEquals(upTo(2 + round), Numbers.all(catalog, old.get()));
        }
      }
    }
  }

  @Test
  void whatRowsMeanIsKeptAndToldWithoutACommitOfRows() throws IOException {
    try (IcebergCatalog catalog = open()) {
      TableLog table = Numbers.open(catalog, name);
      committed(table.append(Numbers.write(table, 0, 2), "two"));
      table.define("lines\nof: text, \"quoted\"");
      assertEquals(Optional.of("lines\nof: text, \"quoted\""), table.definition());
      committed(table.append(Numbers.write(table, 2, 2), "four"));
      TableLog other = Numbers.open(catalog, name);
      assertEquals(table.definition(), other.definition());
      assertEquals(table.definition(), catalog.reader(name).definition());
      assertEquals(Optional.of("four"), other.ledger());
      assertEquals(upTo(4), Numbers.all(catalog, name));
    }
  }

  @Test
  void aTableOfNoRowsIsReplacedToo() throws IOException {
    try (IcebergCatalog catalog = open()) {
      TableLog table = Numbers.open(catalog, name);
      committed(table.replace(List.of(), List.of(), "none"));
      committed(table.replace(Numbers.write(table, 0, 2), List.of(), "two"));
      committed(table.replace(List.of(), List.copyOf(table.files()), "none again"));
      assertEquals(List.of(), List.copyOf(table.files()));
    }
    try (IcebergCatalog catalog = open()) {
      TableLog table = Numbers.open(catalog, name);
      assertEquals(Optional.of("none again"), table.ledger());
      assertEquals(List.of(), List.copyOf(table.files()));
      assertEquals(List.of(), Numbers.all(catalog, name));
    }
  }

  @Test
  void filesAreReplacedInOneCommit() throws IOException {
    try (IcebergCatalog catalog = open()) {
      TableLog table = Numbers.open(catalog, name);
      committed(table.append(Numbers.write(table, 0, 2), "a"));
      List<LiveFile> old = List.copyOf(table.files());
      long before = catalog.reader(name).latest().version();
      committed(table.replace(Numbers.write(table, 0, 4), old, "b"));
      assertEquals(upTo(4), Numbers.all(catalog, name));
      assertEquals(upTo(2), Numbers.of(catalog.reader(name).at(before)));
    }
  }

  @Test
  void anAppendGoesOnOverAnothersRowsAndAReplaceDoesNot() throws IOException {
    try (IcebergCatalog catalog = open()) {
      TableLog table = Numbers.open(catalog, name);
      committed(table.append(Numbers.write(table, 0, 2), "a"));
      another(Numbers.write(table, 2, 2));
      committed(table.append(Numbers.write(table, 4, 2), "b"));
      List<LiveFile> old = List.copyOf(table.files());
      assertEquals(3, old.size());
      another(Numbers.write(table, 6, 1));
      assertInstanceOf(
          CommitOutcome.Foreign.class, table.replace(Numbers.write(table, 100, 1), old, "c"));
      assertEquals(upTo(7), Numbers.all(catalog, name));
      assertEquals(Optional.of("b"), Numbers.open(catalog, name).ledger());
    }
  }

  @Test
  void aSecondWriterIsRefused() throws IOException {
    try (IcebergCatalog catalog = open();
        IcebergCatalog second = open()) {
      TableLog table = Numbers.open(catalog, name);
      committed(table.append(Numbers.write(table, 0, 2), "a"));
      TableLog other = Numbers.open(second, name);
      committed(other.append(Numbers.write(other, 2, 2), "b"));
      assertInstanceOf(
          CommitOutcome.Foreign.class, table.append(Numbers.write(table, 100, 2), "c"));
      assertEquals(upTo(4), Numbers.all(catalog, name));
    }
  }

  @Test
  void twoWritersAtOnceLoseNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> one = threads.submit(writer(0));
      Future<?> other = threads.submit(writer(COMMITS_OF_EACH));
      one.get();
      other.get();
    } finally {
      threads.shutdownNow();
    }
    try (IcebergCatalog catalog = open()) {
      assertEquals(upTo(2 * COMMITS_OF_EACH), Numbers.all(catalog, name));
    }
  }

  /** One that opens the table anew whenever the other was faster. */
  private Callable<?> writer(long first) {
    return () -> {
      try (IcebergCatalog catalog = open()) {
        TableLog table = Numbers.open(catalog, name);
        for (long next = first; next < first + COMMITS_OF_EACH; ) {
          CommitOutcome outcome = table.append(Numbers.write(table, next, 1), "next " + next);
          if (outcome instanceof CommitOutcome.Committed) {
            next++;
          } else {
            assertInstanceOf(CommitOutcome.Foreign.class, outcome);
            table = Numbers.open(catalog, name);
          }
        }
        return null;
      }
    };
  }

  /** Another program, which knows nothing of ledgers, adds files. */
  void another(List<WrittenFile> files) {
    Map<String, String> properties = properties();
    try {
      Catalog catalog = CatalogType.of(properties).connect(root, properties, Disk.local());
      Table table = catalog.loadTable(Names.identifier(name));
      for (WrittenFile file : files) {
        table
            .newAppend()
            .appendFile(
                DataFiles.builder(table.spec())
                    .withPath(NioFiles.location(file.path()))
                    .withFileSizeInBytes(file.bytes())
                    .withRecordCount(file.rows())
                    .build())
            .commit();
      }
      ((Closeable) catalog).close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static void committed(CommitOutcome outcome) {
    assertInstanceOf(CommitOutcome.Committed.class, outcome, outcome::toString);
  }

  static List<Long> upTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }
}
