package tributary.spark;

import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tributary.lake.Catalog;

/**
 * DuckDB reads the files of a version as they were handed to the lake; our catalog says which those
 * are. DuckDB's own extensions for Delta and Iceberg are not asked: they come over the network.
 */
class DuckDbReadsEveryTableTest {
  private static final Map<Store, int[]> RUNS =
      Map.of(Store.DELTA, new int[] {12, 12}, Store.ICEBERG, new int[] {3, 4});

  @TempDir static Path folder;
  private static final Map<Store, Written> WRITTEN = new EnumMap<>(Store.class);

  @BeforeAll
  static void write() {
    RUNS.forEach(
        (store, runs) ->
            WRITTEN.put(store, Written.to(folder.resolve(store.name()), store, 5, runs)));
  }

  static Stream<Arguments> tables() {
    return WRITTEN.keySet().stream()
        .flatMap(store -> Written.TABLES.stream().map(table -> Arguments.of(store, table)));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyValueIsTheOneWritten(Store store, String table) throws SQLException {
    Written written = Objects.requireNonNull(WRITTEN.get(store));
    long last = written.table(table).numbers().last();
    for (long version : List.of(1L, last * 2 / 3, last)) {
      List<Line> expected = written.table(table).at(version);
      assertIterableEquals(Line.sorted(expected), Line.sorted(read(written, table, version)));
    }
  }

  private static List<Line> read(Written written, String table, long version) throws SQLException {
    String files =
        Catalog.at(written.root()).asOf(table, version).files().stream()
            .map(file -> "'" + file + "'")
            .collect(Collectors.joining(", "));
    List<Line> lines = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            duck.createStatement().executeQuery("SELECT * FROM read_parquet([" + files + "])")) {
      while (rows.next()) {
        lines.add(line(rows));
      }
    }
    return lines;
  }

  private static Line line(ResultSet rows) throws SQLException {
    @Nullable Object[] cells = new Object[rows.getMetaData().getColumnCount()];
    for (int column = 0; column < cells.length; column++) {
      cells[column] = cell(rows.getObject(column + 1));
    }
    return Line.of(cells);
  }

  private static @Nullable Object cell(@Nullable Object value) throws SQLException {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof Blob blob) {
      return HexFormat.of().formatHex(bytes(blob));
    }
    return value instanceof Array array ? headers((Object[]) array.getArray()) : value;
  }

  private static List<String> headers(Object[] headers) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (Object header : headers) {
      Object[] members = ((Struct) header).getAttributes();
      byte[] value = members[1] == null ? null : bytes((Blob) members[1]);
      texts.add(WrittenRows.header((String) members[0], value));
    }
    return texts;
  }

  private static byte[] bytes(Blob blob) throws SQLException {
    return blob.getBytes(1, (int) blob.length());
  }
}
