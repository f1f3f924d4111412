package tributary.lake.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.disk.Disk;

class ParquetRoundTripTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1_000, 20_000})
  void everyTypeComesBackAsItWasWritten(int size) throws IOException {
    long seed = new Random().nextLong();
    Schema schema = RandomRows.everyType();
    Rows rows = RandomRows.of(schema, size, new Random(seed));
    try (ParquetWriter writer = new ParquetWriter(schema, Disk.local())) {
      writer.write(folder.resolve("a.parquet"), rows);
    }
    assertEquals(RowsAsText.of(rows), read(folder.resolve("a.parquet"), schema), "seed " + seed);
  }

  @Test
  void oneWriterWritesManyFiles() throws IOException {
    Schema schema = RandomRows.everyType();
    try (ParquetWriter writer = new ParquetWriter(schema, Disk.local())) {
      for (int i = 0; i < 5; i++) {
        Rows rows = RandomRows.of(schema, 100 * i + 1, new Random(i));
        Path file = folder.resolve(i + ".parquet");
        writer.write(file, rows);
        assertEquals(RowsAsText.of(rows), read(file, schema));
      }
    }
  }

  @Test
  void columnsOfNothingButNullsComeBack() throws IOException {
    Schema schema = new Schema(RandomRows.everyType().fields().subList(14, 28));
    Rows rows = new Rows(schema);
    for (int i = 0; i < 10; i++) {
      rows.open();
      rows.keep();
    }
    Path file = write(rows);
    assertEquals(RowsAsText.of(rows), read(file, schema));
  }

  @Test
  void pagesLargerThanOneMebibyteAreSplit() throws IOException {
    Schema schema =
        new Schema(
            List.of(
                Field.required("value", new Type.Binary()),
                Field.optional("text", new Type.Text())));
    Rows rows = new Rows(schema);
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      int row = rows.open();
      byte[] bytes = new byte[i == 20 ? 3_000_000 : 100_000];
      random.nextBytes(bytes);
      rows.bytes(0).set(row, bytes);
      rows.bytes(1).set(row, "x".repeat(50_000) + i);
      rows.keep();
    }
    assertEquals(RowsAsText.of(rows), read(write(rows), schema));
  }

  @Test
  void onlyRowsThatPassAreRead() throws IOException {
    Schema schema =
        new Schema(
            List.of(
                Field.required("id", new Type.BigInt()),
                Field.optional("time", new Type.Timestamp())));
    Rows rows = new Rows(schema);
    for (int i = 0; i < 30_000; i++) {
      int row = rows.open();
      rows.longs(0).set(row, i);
      if (i % 3 != 0) {
        rows.longs(1).set(row, i * 10L);
      }
      rows.keep();
    }
    RowTest test = new RowTest(schema.field(1), time -> time >= 100 && time < 150);
    Path file = write(rows);
    assertEquals(List.of("10", "11", "13", "14"), read(file, schema.select(List.of("id")), test));
    assertEquals(List.of("10|100", "11|110", "13|130", "14|140"), read(file, schema, test));
  }

  @Test
  void aColumnThatTheFileDoesNotHaveIsNull() throws IOException {
    Schema schema = new Schema(List.of(Field.required("id", new Type.BigInt())));
    Rows rows = new Rows(schema);
    rows.longs(0).set(rows.open(), 7);
    rows.keep();
    Schema wider =
        new Schema(
            List.of(
                Field.optional("later", new Type.Text()), Field.required("id", new Type.BigInt())));
    assertEquals(List.of("null|7"), read(write(rows), wider));
  }

  @Test
  void aRequiredColumnWithoutValueIsRefused() {
    Rows rows = new Rows(new Schema(List.of(Field.required("id", new Type.BigInt()))));
    rows.open();
    rows.keep();
    var refused = assertThrows(IllegalArgumentException.class, () -> write(rows));
    assertEquals(
        "Cannot write column id: 1 of its rows have no value, but it is required",
        refused.getMessage());
  }

  @Test
  void aFileIsNeverOverwritten() throws IOException {
    Rows rows = new Rows(new Schema(List.of(Field.optional("id", new Type.BigInt()))));
    rows.open();
    rows.keep();
    write(rows);
    assertThrows(FileAlreadyExistsException.class, () -> write(rows));
  }

  @Test
  void aDamagedByteIsFound() throws IOException {
    Schema schema = new Schema(List.of(Field.required("value", new Type.Binary())));
    Rows rows = RandomRows.of(schema, 1_000, new Random(3));
    Path file = write(rows);
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 100; at < 1_100; at += 100) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      var found = assertThrows(IOException.class, () -> read(file, schema));
      assertTrue(String.valueOf(found.getMessage()).contains(file.toString()), found::toString);
    }
  }

  @Test
  void theSummaryTellsBoundsAndNulls() throws IOException {
    Schema schema =
        new Schema(
            List.of(
                Field.optional("id", new Type.BigInt()), Field.required("side", new Type.Text())));
    Rows rows = new Rows(schema);
    long[] ids = {5, -7, 9};
    String[] sides = {"sell", "buy", "sell"};
    for (int i = 0; i < 3; i++) {
      rows.longs(0).set(rows.open(), ids[i]);
      rows.bytes(1).set(i, sides[i]);
      rows.keep();
    }
    rows.bytes(1).set(rows.open(), "hold");
    rows.keep();
    try (ParquetWriter writer = new ParquetWriter(schema, Disk.local())) {
      WrittenFile file = writer.write(folder.resolve("s.parquet"), rows);
      assertEquals(4, file.rows());
      assertEquals(Files.size(file.path()), file.bytes());
      assertEquals(
          List.of(
              new ColumnSummary(schema.field(0), 1, new Extent.Longs(-7, 9)),
              new ColumnSummary(schema.field(1), 0, new Extent.Texts("buy", "sell"))),
          file.columns());
    }
  }

  private Path write(Rows rows) throws IOException {
    Path file = folder.resolve("rows.parquet");
    try (ParquetWriter writer = new ParquetWriter(rows.schema(), Disk.local())) {
      writer.write(file, rows);
    }
    return file;
  }

  private static List<String> read(Path file, Schema schema) throws IOException {
    return read(file, schema, Optional.empty());
  }

  private static List<String> read(Path file, Schema schema, RowTest test) throws IOException {
    return read(file, schema, Optional.of(test));
  }

  private static List<String> read(Path file, Schema schema, Optional<RowTest> test)
      throws IOException {
    List<String> lines = new ArrayList<>();
    ParquetReader.read(file, schema, test, batch -> lines.addAll(RowsAsText.of(batch)));
    return lines;
  }
}
