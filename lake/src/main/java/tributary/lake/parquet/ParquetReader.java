package tributary.lake.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import tributary.core.rows.Field;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;

/** Reads columns of Parquet files into rows: our own files, and ours rewritten by Spark. */
public final class ParquetReader {
  private static final int BATCH_ROWS = 8192;

  private ParquetReader() {}

  /**
   * Reads the rows that pass the test, in the file's order. A column that the file does not have is
   * read as null. Bytes damaged on disk are found by their checksums.
   *
   * @param sink is handed batches of one reused {@link Rows}, valid during the call
   * @throws IOException if the file cannot be read, or is damaged
   */
  public static void read(Path file, Schema columns, Optional<RowTest> test, Consumer<Rows> sink)
      throws IOException {
    try (ParquetFileReader reader = open(file)) {
      MessageType stored = project(reader.getFileMetaData().getSchema(), columns, test);
      reader.setRequestedSchema(stored);
      Rows batch = new Rows(columns);
      PageReadStore group;
      while ((group = reader.readNextRowGroup()) != null) {
        new Group(group, stored, test).read(columns, batch, sink);
      }
      if (!batch.isEmpty()) {
        sink.accept(batch);
      }
    } catch (RuntimeException e) {
      throw new IOException("Cannot read " + file + ": it is damaged, or not as we wrote it", e);
    }
  }

  /** The number of rows that the file holds. */
  public static long rows(Path file) throws IOException {
    try (ParquetFileReader reader = open(file)) {
      return reader.getRecordCount();
    }
  }

  private static ParquetFileReader open(Path file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new PageCodecs())
            .usePageChecksumVerification()
            .build();
    return ParquetFileReader.open(new LocalInputFile(file), options);
  }

  private static MessageType project(MessageType file, Schema columns, Optional<RowTest> test) {
    Map<String, Type> fields = new LinkedHashMap<>();
    List<Field> wanted = new ArrayList<>(columns.fields());
    test.ifPresent(given -> wanted.add(given.column()));
    for (Field field : wanted) {
      if (file.containsField(field.name())) {
        fields.put(field.name(), file.getType(field.name()));
      }
    }
    return new MessageType(file.getName(), List.copyOf(fields.values()));
  }

  /** The rows of one row group. */
  private record Group(PageReadStore pages, MessageType stored, Optional<RowTest> test) {

    void read(Schema columns, Rows batch, Consumer<Rows> sink) {
      List<CellReader> cells = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        cells.add(CellReader.of(columns.field(i), stored, pages, batch.column(i)));
      }
      IntPredicate accepts = test.map(given -> accepts(given, batch)).orElse(row -> true);
      for (long row = 0; row < pages.getRowCount(); row++) {
        int open = batch.open();
        for (CellReader cell : cells) {
          cell.read(open);
        }
        if (accepts.test(open)) {
          batch.keep();
        }
        if (batch.size() == BATCH_ROWS) {
          sink.accept(batch);
          batch.clear();
        }
      }
    }

    /** Whether the open row passes. The tested column is read once, be it wanted or not. */
    private IntPredicate accepts(RowTest given, Rows batch) {
      int wanted = batch.schema().names().indexOf(given.column().name());
      if (wanted >= 0) {
        LongColumn column = batch.longs(wanted);
        return row -> given.accepts(column, row);
      }
      Rows beside = new Rows(new Schema(List.of(given.column())));
      LongColumn column = beside.longs(0);
      CellReader cell = CellReader.of(given.column(), stored, pages, column);
      return row -> {
        int open = beside.open();
        cell.read(open);
        return given.accepts(column, open);
      };
    }
  }
}
