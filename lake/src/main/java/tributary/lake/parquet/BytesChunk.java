package tributary.lake.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.hadoop.ParquetFileWriter;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Column;
import tributary.core.rows.Field;

/** A field of byte strings: all lengths of a page, then all bytes, which lie together already. */
final class BytesChunk extends FlatChunk {
  private final LengthEncoding lengths = new LengthEncoding();

  BytesChunk(Field field, int index, ColumnDescriptor descriptor, PageWriter pages) {
    super(field, index, descriptor, pages);
  }

  @Override
  void begin(ParquetFileWriter out, Column column, int size) {}

  @Override
  int pageEnd(Column column, int from, int size) {
    return LengthEncoding.pageEnd((BytesColumn) column, from, size);
  }

  @Override
  Encoding encode(Column column, int from, int to, Scratch values) throws IOException {
    return lengths.encode((BytesColumn) column, from, to, values);
  }

  @Override
  boolean measure(Column column, int from, int to, Statistics<?> statistics) {
    return false;
  }

  @Override
  Extent extent() {
    return new Extent.Unknown();
  }

  /** Byte strings as deltas of their lengths and their bytes in one piece. */
  static final class LengthEncoding {
    private final DeltaBinaryPackingValuesWriterForInteger deltas =
        new DeltaBinaryPackingValuesWriterForInteger(
            1024, PAGE_BYTES, HeapByteBufferAllocator.getInstance());

    Encoding encode(BytesColumn column, int from, int to, Scratch values) throws IOException {
      deltas.reset();
      for (int row = from; row < to; row++) {
        if (!column.isNull(row)) {
          deltas.writeInteger(column.length(row));
        }
      }
      deltas.getBytes().writeAllTo(values);
      // A row without value takes no bytes, so the rows' bytes have no gaps.
      int start = column.start(from);
      values.write(column.array(), start, column.start(to - 1) + column.length(to - 1) - start);
      return Encoding.DELTA_LENGTH_BYTE_ARRAY;
    }

    static int pageEnd(BytesColumn column, int from, int size) {
      long limit = (long) column.start(from) + PAGE_BYTES;
      int to = from + 1;
      while (to < size && column.start(to) < limit) {
        to++;
      }
      return to;
    }
  }
}
