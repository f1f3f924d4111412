package tributary.lake.parquet;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import tributary.core.rows.Column;
import tributary.core.rows.Field;
import tributary.core.rows.LongColumn;

/** A field whose values take at most 64 bits. */
final class LongChunk extends FlatChunk {
  private static final int PAGE_ROWS = PAGE_BYTES / Long.BYTES;

  private final PrimitiveTypeName stored;
  private final LongEncoding encoding;
  private long min;
  private long max;

  LongChunk(Field field, int index, ColumnDescriptor descriptor, PageWriter pages) {
    super(field, index, descriptor, pages);
    this.stored = descriptor.getPrimitiveType().getPrimitiveTypeName();
    this.encoding = LongEncoding.of(field.type());
  }

  @Override
  void begin(ParquetFileWriter out, Column column, int size) {
    min = Long.MAX_VALUE;
    max = Long.MIN_VALUE;
  }

  @Override
  int pageEnd(Column column, int from, int size) {
    return Math.min(size, from + PAGE_ROWS);
  }

  @Override
  Encoding encode(Column column, int from, int to, Scratch values) throws IOException {
    return encoding.encode((LongColumn) column, from, to, values);
  }

  @Override
  boolean measure(Column column, int from, int to, Statistics<?> statistics) {
    if (stored != PrimitiveTypeName.INT64 && stored != PrimitiveTypeName.INT32) {
      return false;
    }
    LongColumn longs = (LongColumn) column;
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int row = from; row < to; row++) {
      if (!longs.isNull(row)) {
        least = Math.min(least, longs.get(row));
        greatest = Math.max(greatest, longs.get(row));
      }
    }
    if (stored == PrimitiveTypeName.INT64) {
      statistics.updateStats(least);
      statistics.updateStats(greatest);
    } else {
      statistics.updateStats((int) least);
      statistics.updateStats((int) greatest);
    }
    min = Math.min(min, least);
    max = Math.max(max, greatest);
    return true;
  }

  @Override
  Extent extent() {
    return min > max ? new Extent.Unknown() : new Extent.Longs(min, max);
  }
}
