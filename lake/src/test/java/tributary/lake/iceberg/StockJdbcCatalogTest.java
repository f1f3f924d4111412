package tributary.lake.iceberg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tributary.lake.servers.CuttingProxy;
import tributary.lake.servers.LossyDriver;
import tributary.lake.servers.PostgresServer;
import tributary.lake.servers.PostgresServer.Database;

/**
 * What Iceberg's JDBC catalog does by itself when the reply to its commit is lost: it takes out the
 * rows that another writer was told are in the table. Once these tests fail, Iceberg has mended it,
 * and the care that {@link Draft} takes may go.
 */
class StockJdbcCatalogTest {
  private static final Schema COLUMNS =
      new Schema(Types.NestedField.required(1, "number", Types.LongType.get()));
  private static final TableIdentifier TICKS = TableIdentifier.of("lake", "ticks");

  @TempDir Path folder;
  private final Database database = PostgresServer.database();
  private int files;

  /** How rows are added. */
  enum Way {
    APPEND,
    TRANSACTION
  }

  @BeforeEach
  void makeTheTable() {
    try (JdbcCatalog catalog = open(database.uri())) {
      catalog.createNamespace(TICKS.namespace());
      append(catalog.createTable(TICKS, COLUMNS), Way.APPEND, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aCutConnectionTakesAnothersRowsOut(Way way) throws IOException {
    try (CuttingProxy proxy = CuttingProxy.before(database.port());
        JdbcCatalog catalog = open(database.through(proxy.port()))) {
      Table table = catalog.loadTable(TICKS);
      proxy.loseReplyTo("UPDATE", this::anotherAdds100);
      append(table, way, 10);
      assertEquals(1, proxy.lost());
    }
    assertEquals(11, rows(), "another's 100 rows are gone");
  }

  @ParameterizedTest
  @MethodSource("retriedStates")
  void aRetriedStateTakesAnothersRowsOut(Way way, String state) {
    try (JdbcCatalog catalog = open(LossyDriver.before(database.uri()))) {
      Table table = catalog.loadTable(TICKS);
      LossyDriver.failNextUpdate(state, this::anotherAdds100);
      append(table, way, 10);
    }
    assertEquals(11, rows(), "another's 100 rows are gone");
  }

  static Stream<Arguments> retriedStates() {
    return Stream.of(Way.values())
        .flatMap(
            way -> Stream.of("08006", "08003", "40001").map(state -> Arguments.of(way, state)));
  }

  @Test
  void aStateThatIsNotRetriedLosesNothing() {
    try (JdbcCatalog catalog = open(LossyDriver.before(database.uri()))) {
      Table table = catalog.loadTable(TICKS);
      LossyDriver.failNextUpdate("57P01", this::anotherAdds100);
      assertThrows(UncheckedSQLException.class, () -> append(table, Way.APPEND, 10));
    }
    assertEquals(111, rows());
  }

  private void anotherAdds100() {
    try (JdbcCatalog catalog = open(database.uri())) {
      append(catalog.loadTable(TICKS), Way.APPEND, 100);
    }
  }

  private void append(Table table, Way way, long rows) {
    DataFile file =
        DataFiles.builder(table.spec())
            .withPath(folder.resolve("file-" + files++ + ".parquet").toString())
            .withFileSizeInBytes(10)
            .withRecordCount(rows)
            .build();
    if (way == Way.APPEND) {
      table.newFastAppend().appendFile(file).commit();
      return;
    }
    Transaction transaction = table.newTransaction();
    AppendFiles append = transaction.newFastAppend();
    append.appendFile(file).commit();
    transaction.updateProperties().set("ledger", "" + rows).commit();
    transaction.commitTransaction();
  }

  private long rows() {
    long rows = 0;
    try (JdbcCatalog catalog = open(database.uri());
        CloseableIterable<FileScanTask> tasks = catalog.loadTable(TICKS).newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        rows += task.file().recordCount();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return rows;
  }

  private JdbcCatalog open(String uri) {
    JdbcCatalog catalog = new JdbcCatalog(null, null, true);
    catalog.setConf(new Configuration(false));
    catalog.initialize(
        "stock",
        Map.of(
            "uri",
            uri,
            "warehouse",
            folder.toUri().toString(),
            "jdbc.schema-version",
            "V1",
            "jdbc.user",
            Database.USER,
            "jdbc.password",
            Database.PASSWORD));
    return catalog;
  }
}
