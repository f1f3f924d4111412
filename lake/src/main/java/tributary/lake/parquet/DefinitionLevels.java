package tributary.lake.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import tributary.core.rows.Column;

/** Which rows of a page have a value: one bit per row, in runs. Reused by one thread. */
final class DefinitionLevels {
  private static final int INITIAL_BYTES = 1024;
  private static final int MAX_BYTES = 64 * 1024;

  private final RunLengthBitPackingHybridEncoder encoder =
      new RunLengthBitPackingHybridEncoder(
          1, INITIAL_BYTES, MAX_BYTES, HeapByteBufferAllocator.getInstance());

  /** The levels of the rows; valid until the next call. */
  BytesInput of(Column column, int from, int to, int nulls) throws IOException {
    if (nulls == 0) {
      return BytesInput.concat(
          BytesInput.fromUnsignedVarInt((to - from) << 1), BytesInput.from(new byte[] {1}));
    }
    encoder.reset();
    for (int row = from; row < to; row++) {
      encoder.writeInt(column.isNull(row) ? 0 : 1);
    }
    return encoder.toBytes();
  }
}
