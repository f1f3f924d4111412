package tributary.lake.parquet;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;
import tributary.core.rows.Column;
import tributary.core.rows.Field;
import tributary.core.rows.WideColumn;

/** A field of decimals with more than 18 digits: big-endian integers of one length. */
final class WideChunk extends FlatChunk {
  private static final int NONE = -1;

  private final int width;
  private final byte[] bytes = new byte[2 * Long.BYTES];
  private final ByteBuffer view = ByteBuffer.wrap(bytes);
  private Extent extent = new Extent.Unknown();

  WideChunk(Field field, int index, ColumnDescriptor descriptor, PageWriter pages) {
    super(field, index, descriptor, pages);
    this.width = descriptor.getPrimitiveType().getTypeLength();
  }

  @Override
  void begin(ParquetFileWriter out, Column column, int size) {
    extent = new Extent.Unknown();
  }

  @Override
  int pageEnd(Column column, int from, int size) {
    return Math.min(size, from + PAGE_BYTES / width);
  }

  @Override
  Encoding encode(Column column, int from, int to, Scratch values) {
    WideColumn wides = (WideColumn) column;
    for (int row = from; row < to; row++) {
      if (!wides.isNull(row)) {
        fill(wides, row);
        values.write(bytes, bytes.length - width, width);
      }
    }
    return Encoding.PLAIN;
  }

  @Override
  boolean measure(Column column, int from, int to, Statistics<?> statistics) {
    WideColumn wides = (WideColumn) column;
    int least = NONE;
    int greatest = NONE;
    for (int row = from; row < to; row++) {
      if (!wides.isNull(row)) {
        least = least == NONE || compare(wides, row, least) < 0 ? row : least;
        greatest = greatest == NONE || compare(wides, row, greatest) > 0 ? row : greatest;
      }
    }
    statistics.updateStats(binary(wides, least));
    statistics.updateStats(binary(wides, greatest));
    widen(wides.get(least), wides.get(greatest));
    return true;
  }

  private void widen(BigInteger least, BigInteger greatest) {
    extent =
        extent instanceof Extent.Wides before
            ? new Extent.Wides(before.min().min(least), before.max().max(greatest))
            : new Extent.Wides(least, greatest);
  }

  private static int compare(WideColumn wides, int row, int other) {
    int high = Long.compare(wides.high(row), wides.high(other));
    return high != 0 ? high : Long.compareUnsigned(wides.low(row), wides.low(other));
  }

  private Binary binary(WideColumn wides, int row) {
    fill(wides, row);
    return Binary.fromConstantByteArray(bytes.clone(), bytes.length - width, width);
  }

  private void fill(WideColumn wides, int row) {
    view.putLong(0, wides.high(row)).putLong(Long.BYTES, wides.low(row));
  }

  @Override
  Extent extent() {
    return extent;
  }
}
