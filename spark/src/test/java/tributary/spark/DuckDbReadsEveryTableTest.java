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
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tributary.lake.Catalog;

/** DuckDB reads the files of a version as they were handed to the lake. */
class DuckDbReadsEveryTableTest {
  static final List<String> TABLES = Written.TABLES;

  @TempDir static Path folder;
  private static Written written;

  @BeforeAll
  static void write() {
    written = Written.to(folder, 5, 12, 12);
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void everyValueIsTheOneWritten(String table) throws SQLException {
    for (long version : List.of(1L, 16L, 24L)) {
      List<Line> expected = written.table(table).at(version);
      assertIterableEquals(Line.sorted(expected), Line.sorted(read(table, version)));
    }
  }

  private static List<Line> read(String table, long version) throws SQLException {
    String files =
        Catalog.at(folder).asOf(table, version).files().stream()
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
