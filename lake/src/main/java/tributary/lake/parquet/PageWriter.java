package tributary.lake.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** Compresses pages with one zstd context and adds them to the file. Owned by one thread. */
final class PageWriter implements AutoCloseable {
  private static final int LEVEL = 1;

  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL);
  private byte[] compressed = new byte[64 * 1024];

  /** Adds a page of dictionary entries in plain encoding. */
  void dictionary(ParquetFileWriter out, Scratch entries, int count) throws IOException {
    BytesInput bytes = compress(entries);
    out.writeDictionaryPage(new DictionaryPage(bytes, entries.length(), count, Encoding.PLAIN));
  }

  /** Adds a page of a column without repetition: as many values and nulls as rows. */
  void flat(
      ParquetFileWriter out,
      int rows,
      int nulls,
      BytesInput definitionLevels,
      Encoding encoding,
      Scratch values,
      Statistics<?> statistics)
      throws IOException {
    nested(
        out,
        rows,
        nulls,
        rows,
        new Levels(BytesInput.empty(), definitionLevels),
        encoding,
        values,
        statistics);
  }

  /** The levels of a page, without the length before them. */
  record Levels(BytesInput repetition, BytesInput definition) {}

  /** Adds a page of a column that may have several values in a row. */
  void nested(
      ParquetFileWriter out,
      int rows,
      int nulls,
      int values,
      Levels levels,
      Encoding encoding,
      Scratch data,
      Statistics<?> statistics)
      throws IOException {
    out.writeDataPageV2(
        rows,
        nulls,
        values,
        levels.repetition(),
        levels.definition(),
        encoding,
        data.length() == 0 ? BytesInput.empty() : compress(data),
        data.length() > 0,
        data.length(),
        statistics,
        null,
        null,
        null);
  }

  private BytesInput compress(Scratch data) {
    int bound = (int) Zstd.compressBound(data.length());
    if (bound > compressed.length) {
      compressed = new byte[bound];
    }
    int length =
        zstd.compressByteArray(compressed, 0, compressed.length, data.array(), 0, data.length());
    return BytesInput.from(compressed, 0, length);
  }

  @Override
  public void close() {
    zstd.close();
  }
}
