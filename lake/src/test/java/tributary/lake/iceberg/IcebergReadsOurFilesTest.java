package tributary.lake.iceberg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types.LongType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.ledger.Ledger;
import tributary.core.rows.Field;
import tributary.core.rows.Headers;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.Format;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;
import tributary.lake.disk.Disk;
import tributary.lake.parquet.Tickers;

/** Iceberg's own reader finds in our files, by field ids and bounds, what we wrote. */
class IcebergReadsOurFilesTest {
  private static final Format EMBEDDED = new Format.Iceberg(Map.of());
  private static final long DAY = 86_400_000_000L;
  private static final Schema ALL =
      new Schema(
          List.of(
              Field.required("headers", new Type.HeaderList()),
              Field.required("id", new Type.BigInt()),
              Field.optional("flag", new Type.Bool()),
              Field.optional("small", new Type.Int()),
              Field.optional("real", new Type.Float64()),
              Field.optional("short_price", new Type.Decimal(9, 2)),
              Field.optional("price", new Type.Decimal(18, 8)),
              Field.optional("volume", new Type.Decimal(38, 8)),
              Field.optional("time", new Type.Timestamp()),
              Field.optional("date", new Type.Date()),
              Field.optional("text", new Type.Text()),
              Field.optional("bytes", new Type.Binary()),
              Field.optional("more_headers", new Type.HeaderList())));

  @TempDir Path root;

  @Test
  void everyTypeIsReadAsItWasWritten() throws IOException {
    Rows rows = new Rows(ALL);
    int row = rows.open();
    Headers headers = new Headers();
    headers.add("source", new byte[] {1, 2});
    headers.add("empty", null);
    rows.bytes(0).set(row, headers.array(), 0, headers.length());
    rows.longs(1).set(row, 7);
    rows.longs(2).set(row, 1);
    rows.longs(3).set(row, -5);
    rows.longs(4).set(row, Double.doubleToRawLongBits(0.5));
    rows.longs(5).set(row, -123);
    rows.longs(6).set(row, 1_234_567_890);
    rows.wides(7).set(row, 12_345);
    rows.longs(8).set(row, 1_000_001);
    rows.longs(9).set(row, 20_000);
    rows.bytes(10).set(row, "Größe");
    rows.bytes(11).set(row, new byte[] {9});
    rows.bytes(12).set(row, headers.array(), 0, headers.length());
    rows.keep();
    int nulls = rows.open();
    rows.bytes(0).set(nulls, new byte[0]);
    rows.longs(1).set(nulls, 8);
    rows.keep();
    List<String> statistics = new ArrayList<>(ALL.names());
    try (Lake lake = Lake.open(root, EMBEDDED, InstantSource.system())) {
      GrowingTable table = lake.growing("all", ALL, statistics);
      table.commit(table.stage(rows), ledger());
    }
    Map<Object, Record> read = read(table("all"), Expressions.alwaysTrue());
    Record full = Objects.requireNonNull(read.get(7L));
    assertEquals(true, full.getField("flag"));
    assertEquals(-5, full.getField("small"));
    assertEquals(0.5, full.getField("real"));
    assertEquals(new BigDecimal("-1.23"), full.getField("short_price"));
    assertEquals(new BigDecimal("12.34567890"), full.getField("price"));
    assertEquals(new BigDecimal("0.00012345"), full.getField("volume"));
    assertEquals(
        OffsetDateTime.of(1970, 1, 1, 0, 0, 1, 1_000, ZoneOffset.UTC), full.getField("time"));
    assertEquals(LocalDate.ofEpochDay(20_000), full.getField("date"));
    assertEquals("Größe", full.getField("text"));
    assertEquals(ByteBuffer.wrap(new byte[] {9}), full.getField("bytes"));
    for (String column : List.of("headers", "more_headers")) {
      List<?> pairs = (List<?>) full.getField(column);
      assertEquals("source", ((GenericRecord) pairs.get(0)).getField("key"));
      assertEquals(
          ByteBuffer.wrap(new byte[] {1, 2}), ((GenericRecord) pairs.get(0)).getField("value"));
      assertEquals("empty", ((GenericRecord) pairs.get(1)).getField("key"));
      assertEquals(null, ((GenericRecord) pairs.get(1)).getField("value"));
    }
    Record empty = Objects.requireNonNull(read.get(8L));
    assertEquals(List.of(), empty.getField("headers"));
    for (String column : ALL.names().subList(2, ALL.size())) {
      assertEquals(null, empty.getField(column), column);
    }
  }

  @Test
  void boundsLeaveOutFilesWithoutLosingRows() throws IOException {
    try (Lake lake = Lake.open(root, EMBEDDED, InstantSource.system())) {
      GrowingTable table =
          lake.growing("ticks", Tickers.silver(1).schema(), List.of("trade_id", "time"));
      table.commit(table.stage(Tickers.silver(10)), ledger());
      table.commit(Optional.empty(), ledger());
    }
    Table table = table("ticks");
    long first =
        (Long) read(table, Expressions.alwaysTrue(), "trade_id").keySet().iterator().next();
    assertEquals(1, planned(table, Expressions.equal("trade_id", first)));
    assertEquals(1, read(table, Expressions.equal("trade_id", first), "trade_id").size());
    assertEquals(0, planned(table, Expressions.lessThan("trade_id", first)));
  }

  @Test
  void aBatchOverMidnightBecomesOneFileForEachDay() throws IOException {
    Schema schema =
        new Schema(
            List.of(
                Field.required("id", new Type.BigInt()),
                Field.optional("at", new Type.Timestamp())));
    Rows rows = new Rows(schema);
    long[] times = {DAY - 1, DAY, -1, 3 * DAY, DAY + 5};
    for (int i = 0; i < times.length; i++) {
      int row = rows.open();
      rows.longs(0).set(row, i);
      rows.longs(1).set(row, times[i]);
      rows.keep();
    }
    int without = rows.open();
    rows.longs(0).set(without, 5);
    rows.keep();
    try (Lake lake = Lake.open(root, EMBEDDED, InstantSource.system())) {
      GrowingTable table = lake.growing("days", schema, List.of(), Optional.of("at"));
      table.commit(table.stage(rows), ledger());
      assertEquals(6, table.rows());
    }
    Table table = table("days");
    assertEquals(5, planned(table, Expressions.alwaysTrue()));
    Expression second =
        Expressions.and(
            Expressions.greaterThanOrEqual("at", "1970-01-02T00:00:00+00:00"),
            Expressions.lessThan("at", "1970-01-03T00:00:00+00:00"));
    assertEquals(1, planned(table, second));
    assertEquals(List.of(1L, 4L), List.copyOf(read(table, second).keySet()));
    assertEquals(List.of(5L), List.copyOf(read(table, Expressions.isNull("at")).keySet()));
    try (Lake lake = Lake.open(root, EMBEDDED, InstantSource.system())) {
      var refused =
          assertThrows(RuntimeException.class, () -> lake.growing("days", schema, List.of()));
      assertTrue(
          String.valueOf(refused.getMessage())
              .contains("is partitioned by the day of at instead of nothing"),
          refused::toString);
    }
    Path delta = root.resolve("delta");
    try (Lake lake = Lake.open(delta, InstantSource.system())) {
      assertThrows(
          IllegalArgumentException.class,
          () -> lake.growing("days", schema, List.of(), Optional.of("at")));
    }
  }

  @Test
  void deleteFilesAreRefusedByName() throws IOException {
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      Ids.add(Ids.open(catalog, InstantSource.system()), 1);
      Table table = Ids.foreign(root);
      table
          .newRowDelta()
          .addDeletes(
              FileMetadata.deleteFileBuilder(table.spec())
                  .ofPositionDeletes()
                  .withPath(table.location() + "/data/deletes.parquet")
                  .withFileSizeInBytes(10)
                  .withRecordCount(1)
                  .build())
          .commit();
      var refused = assertThrows(IOException.class, () -> catalog.reader("ids").latest());
      assertTrue(String.valueOf(refused.getMessage()).contains("names delete files"));
      assertThrows(IOException.class, () -> Ids.open(catalog, InstantSource.system()));
    }
  }

  @Test
  void columnsWithOtherFieldIdsAreRefused() throws IOException {
    try (IcebergCatalog catalog = Ids.catalog(root, Disk.local())) {
      Ids.open(catalog, InstantSource.system());
      Table table = Ids.foreign(root);
      table.updateSchema().deleteColumn("id").commit();
      table
          .updateSchema()
          .allowIncompatibleChanges()
          .addRequiredColumn("id", LongType.get())
          .commit();
      var refused =
          assertThrows(IOException.class, () -> Ids.open(catalog, InstantSource.system()));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("other field ids"), refused::toString);
    }
  }

  @Test
  void aWarehouseElsewhereIsRefusedByName() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> NioFiles.path("s3://bucket/table"));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("Cannot use s3://bucket/table: "));
    assertEquals(Path.of("/a b/%41"), NioFiles.path(NioFiles.location(Path.of("/a b/%41"))));
    assertEquals(Path.of("/x/y"), NioFiles.path("file:/x/y"));
    assertEquals(Path.of("/x/y"), NioFiles.path("/x/y"));
  }

  private Table table(String name) {
    return EmbeddedCatalog.open(root, Disk.local()).loadTable(TableIdentifier.of("default", name));
  }

  private static Ledger ledger() {
    return Ledger.empty("topic", "id");
  }

  private static int planned(Table table, Expression filter) throws IOException {
    int files = 0;
    try (CloseableIterable<FileScanTask> tasks = table.newScan().filter(filter).planFiles()) {
      for (FileScanTask task : tasks) {
        files += task.length() > 0 ? 1 : 0;
      }
    }
    return files;
  }

  private static Map<Object, Record> read(Table table, Expression filter) throws IOException {
    return read(table, filter, "id");
  }

  private static Map<Object, Record> read(Table table, Expression filter, String key)
      throws IOException {
    Map<Object, Record> found = new TreeMap<>();
    Evaluator evaluator = new Evaluator(table.schema().asStruct(), filter);
    InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
    try (CloseableIterable<FileScanTask> tasks = table.newScan().filter(filter).planFiles()) {
      for (FileScanTask task : tasks) {
        try (CloseableIterable<Record> records = open(table, task)) {
          for (Record record : records) {
            if (evaluator.eval(wrapper.wrap(record))) {
              found.put(record.getField(key), record);
            }
          }
        }
      }
    }
    return found;
  }

  private static CloseableIterable<Record> open(Table table, FileScanTask task) {
    return Parquet.read(table.io().newInputFile(task.file().location()))
        .project(table.schema())
        .filter(task.residual())
        .createReaderFunc(stored -> GenericParquetReaders.buildReader(table.schema(), stored))
        .build();
  }
}
