package tributary.lake.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Column;
import tributary.core.rows.Field;

/**
 * A field of text: as numbers of a dictionary where few texts repeat, such as instruments, else
 * byte by byte. Decided anew for each chunk.
 */
final class TextChunk extends FlatChunk {
  private static final int NONE = -1;

  private final PageWriter pages;
  private final TextDictionary dictionary = new TextDictionary();
  private final BytesChunk.LengthEncoding lengths = new BytesChunk.LengthEncoding();
  private boolean repeats;
  private byte[] min = new byte[0];
  private byte[] max = new byte[0];
  private boolean known;

  TextChunk(Field field, int index, ColumnDescriptor descriptor, PageWriter pages) {
    super(field, index, descriptor, pages);
    this.pages = pages;
  }

  @Override
  void begin(ParquetFileWriter out, Column column, int size) throws IOException {
    known = false;
    repeats = dictionary.build((BytesColumn) column, size);
    if (repeats) {
      pages.dictionary(out, dictionary.entries(), dictionary.size());
    }
  }

  @Override
  int pageEnd(Column column, int from, int size) {
    return repeats
        ? Math.min(size, from + PAGE_BYTES)
        : BytesChunk.LengthEncoding.pageEnd((BytesColumn) column, from, size);
  }

  @Override
  Encoding encode(Column column, int from, int to, Scratch values) throws IOException {
    if (!repeats) {
      return lengths.encode((BytesColumn) column, from, to, values);
    }
    int width = BytesUtils.getWidthFromMaxInt(dictionary.size() - 1);
    values.write(width);
    try (RunLengthBitPackingHybridEncoder numbers =
        new RunLengthBitPackingHybridEncoder(
            width, 1024, PAGE_BYTES, HeapByteBufferAllocator.getInstance())) {
      for (int row = from; row < to; row++) {
        if (!column.isNull(row)) {
          numbers.writeInt(dictionary.number(row));
        }
      }
      numbers.toBytes().writeAllTo(values);
    }
    return Encoding.RLE_DICTIONARY;
  }

  @Override
  boolean measure(Column column, int from, int to, Statistics<?> statistics) {
    BytesColumn texts = (BytesColumn) column;
    int least = NONE;
    int greatest = NONE;
    for (int row = from; row < to; row++) {
      if (!texts.isNull(row)) {
        least = least == NONE || compare(texts, row, least) < 0 ? row : least;
        greatest = greatest == NONE || compare(texts, row, greatest) > 0 ? row : greatest;
      }
    }
    byte[] first = texts.get(least);
    byte[] last = texts.get(greatest);
    statistics.updateStats(Binary.fromConstantByteArray(first));
    statistics.updateStats(Binary.fromConstantByteArray(last));
    min = known && Arrays.compareUnsigned(min, first) <= 0 ? min : first;
    max = known && Arrays.compareUnsigned(max, last) >= 0 ? max : last;
    known = true;
    return true;
  }

  private int compare(BytesColumn texts, int row, int other) {
    if (repeats && dictionary.number(row) == dictionary.number(other)) {
      return 0;
    }
    int start = texts.start(row);
    int otherStart = texts.start(other);
    return Arrays.compareUnsigned(
        texts.array(),
        start,
        start + texts.length(row),
        texts.array(),
        otherStart,
        otherStart + texts.length(other));
  }

  @Override
  Extent extent() {
    if (!known) {
      return new Extent.Unknown();
    }
    return new Extent.Texts(text(min), text(max));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
