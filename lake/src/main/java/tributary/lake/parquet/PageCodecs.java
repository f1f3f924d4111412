package tributary.lake.parquet;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Unpacks pages: zstd as we write it, snappy as others do when they rewrite our files. */
final class PageCodecs implements CompressionCodecFactory {

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case ZSTD -> new Unpacking(Zstd::decompress);
      case SNAPPY -> new Unpacking((packed, size) -> Snappy.uncompress(packed));
      case UNCOMPRESSED -> new Unpacking((packed, size) -> packed);
      default ->
          throw new IllegalArgumentException(
              "Cannot read Parquet pages packed with "
                  + codec
                  + ": rewrite the table with zstd or snappy");
    };
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("Cannot pack pages here: PageWriter does");
  }

  @Override
  public void release() {}

  @FunctionalInterface
  private interface Unpack {
    byte[] apply(byte[] packed, int size) throws IOException;
  }

  private record Unpacking(Unpack unpack) implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput packed, int size) throws IOException {
      return BytesInput.from(unpack.apply(packed.toByteArray(), size), 0, size);
    }

    @Override
    public void decompress(ByteBuffer packed, int packedSize, ByteBuffer out, int size)
        throws IOException {
      byte[] bytes = new byte[packedSize];
      packed.get(bytes);
      out.put(unpack.apply(bytes, size), 0, size);
    }

    @Override
    public void release() {}
  }
}
