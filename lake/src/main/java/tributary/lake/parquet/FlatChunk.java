package tributary.lake.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import tributary.core.rows.Column;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;

/** A field with at most one value in a row. */
abstract class FlatChunk implements ChunkWriter {
  /** How many bytes of values make a page: enough for zstd to find what repeats. */
  static final int PAGE_BYTES = 1 << 20;

  private final Field field;
  private final int index;
  private final ColumnDescriptor descriptor;
  private final PageWriter pages;
  private final DefinitionLevels levels = new DefinitionLevels();
  private final Scratch values = new Scratch();

  FlatChunk(Field field, int index, ColumnDescriptor descriptor, PageWriter pages) {
    this.field = field;
    this.index = index;
    this.descriptor = descriptor;
    this.pages = pages;
  }

  @Override
  public final ColumnSummary write(ParquetFileWriter out, Rows rows) throws IOException {
    Column column = rows.column(index);
    int size = rows.size();
    out.startColumn(descriptor, size, CompressionCodecName.ZSTD);
    begin(out, column, size);
    long nulls = 0;
    int to;
    for (int from = 0; from < size; from = to) {
      to = pageEnd(column, from, size);
      nulls += writePage(out, column, from, to);
    }
    out.endColumn();
    return new ColumnSummary(field, nulls, extent());
  }

  private int writePage(ParquetFileWriter out, Column column, int from, int to) throws IOException {
    int nulls = countNulls(column, from, to);
    values.clear();
    // Of lengths of nothing, Iceberg's readers before apache/iceberg#17017 read the first.
    Encoding encoding = nulls == to - from ? Encoding.PLAIN : encode(column, from, to, values);
    BytesInput definition =
        field.required() ? BytesInput.empty() : levels.of(column, from, to, nulls);
    Statistics<?> statistics = Statistics.createStats(descriptor.getPrimitiveType());
    statistics.incrementNumNulls(nulls);
    if (nulls < to - from && !measure(column, from, to, statistics)) {
      statistics = unknown();
    }
    pages.flat(out, to - from, nulls, definition, encoding, values, statistics);
    return nulls;
  }

  private int countNulls(Column column, int from, int to) {
    int nulls = 0;
    for (int row = from; row < to; row++) {
      if (column.isNull(row)) {
        nulls++;
      }
    }
    if (nulls > 0 && field.required()) {
      throw new IllegalArgumentException(
          "Cannot write column %s: %d of its rows have no value, but it is required"
              .formatted(field.name(), nulls));
    }
    return nulls;
  }

  /** Statistics with a null count but without bounds would say that the page is all null. */
  private Statistics<?> unknown() {
    return Statistics.getBuilderForReading(descriptor.getPrimitiveType()).build();
  }

  /** Starts a chunk; may add a dictionary page. */
  abstract void begin(ParquetFileWriter out, Column column, int size) throws IOException;

  /** The row after the last one of the page that begins here. */
  abstract int pageEnd(Column column, int from, int size);

  /** Encodes the values of the rows that have one. */
  abstract Encoding encode(Column column, int from, int to, Scratch values) throws IOException;

  /** Gives the page's least and greatest value; there is at least one. False: not known. */
  abstract boolean measure(Column column, int from, int to, Statistics<?> statistics);

  /** The bounds of the whole chunk. */
  abstract Extent extent();
}
