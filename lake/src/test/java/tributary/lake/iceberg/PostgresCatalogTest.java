package tributary.lake.iceberg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.servers.LossyDriver;
import tributary.lake.servers.PostgresServer;
import tributary.lake.servers.PostgresServer.Database;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableLog;

/** A catalog in a real PostgreSQL. {@link StockJdbcCatalogTest} is the same without our care. */
class PostgresCatalogTest extends ServerCatalogContract {
  private final Database database = PostgresServer.database();

  @Override
  int port() {
    return database.port();
  }

  @Override
  String commitRequest() {
    return "UPDATE iceberg_tables";
  }

  @Override
  Map<String, String> through(int otherPort) {
    return reachedAt(database.through(otherPort));
  }

  private Map<String, String> reachedAt(String uri) {
    Map<String, String> properties = new HashMap<>();
    properties.put("type", "jdbc");
    properties.put("uri", uri);
    properties.put("warehouse", root.resolve("warehouse").toString());
    properties.put("jdbc.user", Database.USER);
    properties.put("jdbc.password", Database.PASSWORD);
    // Otherwise the text of a statement is not sent any more once it was repeated.
    properties.put("jdbc.prepareThreshold", "0");
    return properties;
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08003", "40001", "57P01"})
  void aCommitThatFailedAfterTheFactIsInTheTable(String state) throws IOException {
    try (IcebergCatalog catalog = open(reachedAt(LossyDriver.before(database.uri())))) {
      TableLog table = Numbers.open(catalog, name);
      LossyDriver.failNextUpdate(state, () -> {});
      committed(table.append(Numbers.write(table, 0, 2), "a"));
      List<LiveFile> old = List.copyOf(table.files());
      LossyDriver.failNextUpdate(state, () -> {});
      committed(table.replace(Numbers.write(table, 0, 3), old, "b"));
      assertEquals(upTo(3), Numbers.all(catalog, name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08003", "40001", "57P01"})
  void anothersRowsStayWhicheverStateIsRetried(String state) throws IOException {
    try (IcebergCatalog catalog = open(reachedAt(LossyDriver.before(database.uri())))) {
      TableLog table = Numbers.open(catalog, name);
      committed(table.append(Numbers.write(table, 0, 1), "a"));
      List<WrittenFile> theirs = Numbers.write(table, 1, 100);
      LossyDriver.failNextUpdate(state, () -> another(theirs));
      committed(table.append(Numbers.write(table, 101, 10), "b"));
      assertEquals(upTo(111), Numbers.all(catalog, name));
    }
  }
}
