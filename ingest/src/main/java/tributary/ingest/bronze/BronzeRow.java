package tributary.ingest.bronze;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.Frame;
import tributary.core.frame.FrameOrigin;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Headers;
import tributary.core.rows.Rows;

/** Makes frames of the rows that bronze keeps of them. */
final class BronzeRow {
  private static final byte[] ORIGIN = FrameOrigin.HEADER.getBytes(US_ASCII);

  private BronzeRow() {}

  /** Fills the frame from a row that has all columns of bronze. */
  static void fill(Frame frame, Rows bronze, int row) {
    frame.partition = (int) bronze.longs(0).get(row);
    frame.offset = bronze.longs(1).get(row);
    frame.kafkaMicros = bronze.longs(2).get(row);
    frame.receivedMicros = bronze.longs(3).get(row);
    frame.key = bytes(bronze.bytes(4), row);
    frame.value = bytes(bronze.bytes(6), row);
    frame.origin = FrameOrigin.VENUE;
    frame.headers.clear();
    BytesColumn headers = bronze.bytes(5);
    Headers.forEach(
        headers.array(),
        headers.start(row),
        headers.length(row),
        (name, value) -> {
          frame.headers.add(name, value);
          if (value != null && Arrays.equals(name, ORIGIN)) {
            frame.origin = FrameOrigin.of(value);
          }
        });
  }

  private static byte @Nullable [] bytes(BytesColumn column, int row) {
    return column.isNull(row) ? null : column.get(row);
  }
}
