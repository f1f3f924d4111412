package tributary.lake.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.disk.Disk;
import tributary.lake.disk.SyncedFile;

/**
 * Writes rows of one schema as Parquet files, one row group each: zstd pages of about 1 MiB, deltas
 * for whole numbers and times, a dictionary for texts that repeat. Owned by one thread; its buffers
 * are reused from file to file.
 */
public final class ParquetWriter implements AutoCloseable {
  private final MessageType file;
  private final Disk disk;
  private final PageWriter pages = new PageWriter();
  private final List<ChunkWriter> chunks = new ArrayList<>();

  public ParquetWriter(Schema schema, Disk disk) {
    this.file = FileSchema.of(schema);
    this.disk = disk;
    for (int i = 0; i < schema.size(); i++) {
      chunks.add(chunk(schema.field(i), i));
    }
  }

  private ChunkWriter chunk(Field field, int index) {
    if (field.type() instanceof Type.HeaderList) {
      return new HeadersChunk(field, index, file, pages);
    }
    ColumnDescriptor column = file.getColumnDescription(new String[] {field.name()});
    if (field.type() instanceof Type.Text) {
      return new TextChunk(field, index, column, pages);
    }
    if (field.type() instanceof Type.Binary) {
      return new BytesChunk(field, index, column, pages);
    }
    if (field.type() instanceof Type.Decimal decimal && decimal.isWide()) {
      return new WideChunk(field, index, column, pages);
    }
    return new LongChunk(field, index, column, pages);
  }

  /**
   * Writes the rows as a new file and syncs it; its name survives a power cut only after the folder
   * was synced too. After an exception a torn file may be left behind.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is a file of that name
   */
  public WrittenFile write(Path path, Rows rows) throws IOException {
    try (SyncedFile out = new SyncedFile(disk, path)) {
      List<ColumnSummary> columns = writeRowGroup(out, rows);
      out.finish();
      return new WrittenFile(path, out.position(), rows.size(), columns);
    }
  }

  private List<ColumnSummary> writeRowGroup(SyncedFile out, Rows rows) throws IOException {
    ParquetFileWriter parquet =
        new ParquetFileWriter(
            new ParquetOutput(out),
            file,
            ParquetFileWriter.Mode.CREATE,
            Long.MAX_VALUE,
            0,
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    List<ColumnSummary> columns = new ArrayList<>();
    parquet.start();
    parquet.startBlock(rows.size());
    for (ChunkWriter chunk : chunks) {
      columns.add(chunk.write(parquet, rows));
    }
    parquet.endBlock();
    parquet.end(Map.of());
    return columns;
  }

  @Override
  public void close() {
    pages.close();
  }
}
