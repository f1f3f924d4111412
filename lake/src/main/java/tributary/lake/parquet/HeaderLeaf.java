package tributary.lake.parquet;

import static org.apache.parquet.schema.Type.Repetition.OPTIONAL;

import java.io.IOException;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** One page after the other of the keys, or of the values, of headers. Owned by one thread. */
final class HeaderLeaf {
  private final ColumnDescriptor descriptor;
  private final PageWriter pages;
  private final int present;
  private final int listed;
  private final RunLengthBitPackingHybridEncoder repetition = levels(1);
  private final RunLengthBitPackingHybridEncoder definition;
  private final DeltaBinaryPackingValuesWriterForInteger lengths =
      new DeltaBinaryPackingValuesWriterForInteger(
          1024, FlatChunk.PAGE_BYTES, HeapByteBufferAllocator.getInstance());
  private final Scratch bytes = new Scratch();
  private final Scratch page = new Scratch();
  private int entries;
  private int nulls;

  HeaderLeaf(ColumnDescriptor descriptor, PageWriter pages) {
    this.descriptor = descriptor;
    this.pages = pages;
    this.present = descriptor.getMaxDefinitionLevel();
    this.listed = descriptor.getPrimitiveType().isRepetition(OPTIONAL) ? present - 1 : present;
    this.definition = levels(present);
  }

  private static RunLengthBitPackingHybridEncoder levels(int max) {
    return new RunLengthBitPackingHybridEncoder(
        BytesUtils.getWidthFromMaxInt(max),
        1024,
        FlatChunk.PAGE_BYTES,
        HeapByteBufferAllocator.getInstance());
  }

  ColumnDescriptor descriptor() {
    return descriptor;
  }

  /** Adds a row without headers. */
  void addEmpty(boolean isNull) throws IOException {
    repetition.writeInt(0);
    definition.writeInt(isNull ? 0 : listed - 1);
    nulls++;
    entries++;
  }

  /** Adds the entry of one header; a negative length stands for null. */
  void add(boolean firstOfRow, byte[] source, int start, int length) throws IOException {
    repetition.writeInt(firstOfRow ? 0 : 1);
    entries++;
    if (length < 0) {
      definition.writeInt(listed);
      nulls++;
      return;
    }
    definition.writeInt(present);
    lengths.writeInteger(length);
    bytes.write(source, start, length);
  }

  /** Writes what was added as one page and starts over. */
  void flush(ParquetFileWriter out, int rows) throws IOException {
    lengths.getBytes().writeAllTo(page);
    page.write(bytes.array(), 0, bytes.length());
    pages.nested(
        out,
        rows,
        nulls,
        entries,
        new PageWriter.Levels(repetition.toBytes(), definition.toBytes()),
        Encoding.DELTA_LENGTH_BYTE_ARRAY,
        page,
        Statistics.getBuilderForReading(descriptor.getPrimitiveType()).build());
    clear();
  }

  private void clear() {
    repetition.reset();
    definition.reset();
    lengths.reset();
    bytes.clear();
    page.clear();
    entries = 0;
    nulls = 0;
  }
}
