package tributary.lake.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.rows.Field;
import tributary.core.rows.Headers;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.disk.Disk;

/** An independent reader agrees on types and values. */
class DuckDbReadsParquetTest {
  @TempDir Path folder;

  @Test
  void typesAreTheOnesMeant() throws IOException, SQLException {
    Schema schema = RandomRows.everyType();
    Path file = write(RandomRows.of(schema, 500, new Random(1)));
    List<String> expected =
        List.of(
            "BOOLEAN",
            "INTEGER",
            "BIGINT",
            "DOUBLE",
            "DECIMAL(9,2)",
            "DECIMAL(18,8)",
            "DECIMAL(19,0)",
            "DECIMAL(28,8)",
            "DECIMAL(38,18)",
            "TIMESTAMP WITH TIME ZONE",
            "DATE",
            "VARCHAR",
            "BLOB",
            "STRUCT(\"key\" VARCHAR, \"value\" BLOB)[]");
    for (int i = 0; i < schema.size(); i++) {
      String name = schema.field(i).name();
      assertEquals(
          expected.get(i % expected.size()),
          ask("SELECT any_value(typeof(" + name + ")) FROM '" + file + "'"),
          name);
    }
  }

  @Test
  void nullsAndValuesAreTheOnesWritten() throws IOException, SQLException {
    Schema schema = RandomRows.everyType();
    Rows rows = RandomRows.of(schema, 5_000, new Random(2));
    Path file = write(rows);
    for (int i = 0; i < schema.size(); i++) {
      String name = schema.field(i).name();
      int values = rows.size() - rows.column(i).countNulls(rows.size());
      assertEquals(
          Integer.toString(values), ask("SELECT count(" + name + ") FROM '" + file + "'"), name);
    }
  }

  @Test
  void valuesReadAsPeopleWriteThem() throws IOException, SQLException {
    Path file = write(oneOfEach());
    assertEquals("-123456789012.34500000", ask("SELECT CAST(wide AS VARCHAR) FROM '" + file + "'"));
    assertEquals("-0.00000001", ask("SELECT CAST(price AS VARCHAR) FROM '" + file + "'"));
    assertEquals(
        "2022-10-19 23:28:22.061769",
        ask("SELECT CAST(time AT TIME ZONE 'UTC' AS VARCHAR) FROM '" + file + "'"));
    assertEquals("1969-12-31", ask("SELECT CAST(day AS VARCHAR) FROM '" + file + "'"));
    assertEquals("received_at", ask("SELECT headers[1].key FROM '" + file + "'"));
    assertEquals("true", ask("SELECT headers[2].value IS NULL FROM '" + file + "'"));
  }

  @Test
  void filtersByStatisticsFindTheRows() throws IOException, SQLException {
    Path file = write(oneOfEach());
    assertEquals("1", ask("SELECT count(*) FROM '" + file + "' WHERE wide < -123456789012"));
    assertEquals("1", ask("SELECT count(*) FROM '" + file + "' WHERE price = -0.00000001"));
    assertEquals("1", ask("SELECT count(*) FROM '" + file + "' WHERE day < DATE '1970-01-01'"));
  }

  private static Rows oneOfEach() {
    Rows rows =
        new Rows(
            new Schema(
                List.of(
                    Field.required("wide", new Type.Decimal(28, 8)),
                    Field.required("price", new Type.Decimal(18, 8)),
                    Field.required("time", new Type.Timestamp()),
                    Field.required("day", new Type.Date()),
                    Field.required("headers", new Type.HeaderList()))));
    int row = rows.open();
    rows.wides(0).set(row, new BigInteger("-12345678901234500000"));
    rows.longs(1).set(row, -1);
    rows.longs(2).set(row, 1666222102061769L);
    rows.longs(3).set(row, -1);
    Headers headers = new Headers();
    headers.add("received_at", new byte[] {'1'});
    headers.add("empty", null);
    rows.bytes(4).set(row, headers.array(), 0, headers.length());
    rows.keep();
    return rows;
  }

  private Path write(Rows rows) throws IOException {
    try (ParquetWriter writer = new ParquetWriter(rows.schema(), Disk.local())) {
      return writer.write(folder.resolve("rows.parquet"), rows).path();
    }
  }

  private static String ask(String sql) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet result = duck.createStatement().executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
