package tributary.feeds.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Undoes a content encoding, within bounds: a few bytes can be made to grow a thousandfold. */
final class Inflation {
  private static final int NEVER_TOO_MANY = 64 << 10;
  private static final int STEP = 16 << 10;

  private Inflation() {}

  /**
   * The body without its encoding.
   *
   * @throws IOException if it is cut or damaged
   * @throws UnusableBody if the encoding is not known or the body grows too large
   */
  static byte[] of(byte[] sent, String encoding, RestSettings bounds) throws IOException {
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> sent;
      case "gzip", "x-gzip" -> gunzip(sent, bounds);
      default -> throw new UnusableBody("content encoding that was not asked for");
    };
  }

  private static byte[] gunzip(byte[] sent, RestSettings bounds) throws IOException {
    long mostByRatio = Math.max(NEVER_TOO_MANY, (long) sent.length * bounds.maxInflation());
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    byte[] step = new byte[STEP];
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(sent), STEP)) {
      for (int read = gzip.read(step); read >= 0; read = gzip.read(step)) {
        inflated.write(step, 0, read);
        if (inflated.size() > bounds.maxBodyBytes()) {
          throw new UnusableBody(
              "gzip body larger than %d bytes when inflated".formatted(bounds.maxBodyBytes()));
        }
        if (inflated.size() > mostByRatio) {
          throw new UnusableBody(
              "gzip body that grows more than %d times".formatted(bounds.maxInflation()));
        }
      }
    } catch (EOFException | ZipException damaged) {
      throw new IOException("damaged gzip body: " + damaged.getMessage(), damaged);
    }
    return inflated.toByteArray();
  }
}
