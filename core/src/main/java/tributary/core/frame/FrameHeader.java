package tributary.core.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The Kafka headers in which a feed writes down what it knows of a frame beside its bytes. */
public final class FrameHeader {
  /** When the feed received the frame: microseconds since the epoch as ASCII digits. */
  public static final String RECEIVED_AT = "received_at";

  private FrameHeader() {}

  /** The value of {@link #RECEIVED_AT} for the given time. */
  public static byte[] encodeMicros(long micros) {
    return Long.toString(micros).getBytes(US_ASCII);
  }

  /**
   * Reads the value of {@link #RECEIVED_AT}.
   *
   * @param otherwise what to answer if the value is not a number of at most 18 digits
   */
  public static long decodeMicros(byte[] value, long otherwise) {
    if (value.length == 0 || value.length > 18) {
      return otherwise;
    }
    long micros = 0;
    for (byte digit : value) {
      if (digit < '0' || digit > '9') {
        return otherwise;
      }
      micros = micros * 10 + (digit - '0');
    }
    return micros;
  }
}
