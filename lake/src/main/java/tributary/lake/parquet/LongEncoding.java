package tributary.lake.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Type;

/** How values of at most 64 bits become bytes. Reused by one thread. */
interface LongEncoding {

  /** Adds the values of the rows that have one. */
  Encoding encode(LongColumn column, int from, int to, Scratch values) throws IOException;

  /**
   * What suits the type. Prices jump: after zstd, deltas of them take more bytes than themselves.
   */
  static LongEncoding of(Type type) {
    if (type instanceof Type.Bool) {
      return LongEncoding::bits;
    }
    if (type instanceof Type.Int || type instanceof Type.Date) {
      ValuesWriter deltas =
          new DeltaBinaryPackingValuesWriterForInteger(
              1024, FlatChunk.PAGE_BYTES, HeapByteBufferAllocator.getInstance());
      return (column, from, to, values) -> ints(deltas, column, from, to, values);
    }
    if (type instanceof Type.BigInt || type instanceof Type.Timestamp) {
      ValuesWriter deltas =
          new DeltaBinaryPackingValuesWriterForLong(
              1024, FlatChunk.PAGE_BYTES, HeapByteBufferAllocator.getInstance());
      return (column, from, to, values) -> longs(deltas, column, from, to, values);
    }
    return LongEncoding::plain;
  }

  private static Encoding plain(LongColumn column, int from, int to, Scratch values) {
    for (int row = from; row < to; row++) {
      if (!column.isNull(row)) {
        values.putLong(column.get(row));
      }
    }
    return Encoding.PLAIN;
  }

  private static Encoding bits(LongColumn column, int from, int to, Scratch values) {
    int bits = 0;
    int count = 0;
    for (int row = from; row < to; row++) {
      if (!column.isNull(row)) {
        bits |= (column.get(row) == 0 ? 0 : 1) << count++;
        if (count == Byte.SIZE) {
          values.write(bits);
          bits = 0;
          count = 0;
        }
      }
    }
    if (count > 0) {
      values.write(bits);
    }
    return Encoding.PLAIN;
  }

  private static Encoding ints(
      ValuesWriter deltas, LongColumn column, int from, int to, Scratch values) throws IOException {
    deltas.reset();
    for (int row = from; row < to; row++) {
      if (!column.isNull(row)) {
        deltas.writeInteger(Math.toIntExact(column.get(row)));
      }
    }
    return copy(deltas, values);
  }

  private static Encoding longs(
      ValuesWriter deltas, LongColumn column, int from, int to, Scratch values) throws IOException {
    deltas.reset();
    for (int row = from; row < to; row++) {
      if (!column.isNull(row)) {
        deltas.writeLong(column.get(row));
      }
    }
    return copy(deltas, values);
  }

  private static Encoding copy(ValuesWriter writer, Scratch values) throws IOException {
    BytesInput bytes = writer.getBytes();
    bytes.writeAllTo(values);
    return writer.getEncoding();
  }
}
