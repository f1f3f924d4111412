package tributary.lake.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new PageCodecs())
            .usePageChecksumVerification()
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
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
      Optional<Tested> tested = test.map(this::tested);
      for (long row = 0; row < pages.getRowCount(); row++) {
        int open = batch.open();
        for (CellReader cell : cells) {
          cell.read(open);
        }
        if (tested.isEmpty() || tested.get().accepts()) {
          batch.keep();
        }
        if (batch.size() == BATCH_ROWS) {
          sink.accept(batch);
          batch.clear();
        }
      }
    }

    private Tested tested(RowTest given) {
      Rows scratch = new Rows(new Schema(List.of(given.column())));
      CellReader cell = CellReader.of(given.column(), stored, pages, scratch.column(0));
      return new Tested(given, scratch, cell);
    }
  }

  /** The tested column beside the columns that are wanted. */
  private record Tested(RowTest test, Rows scratch, CellReader cell) {

    boolean accepts() {
      int row = scratch.open();
      cell.read(row);
      LongColumn column = scratch.longs(0);
      return !column.isNull(row) && test.accepts().test(column.get(row));
    }
  }
}
