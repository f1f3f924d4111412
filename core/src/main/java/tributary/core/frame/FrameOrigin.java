package tributary.core.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/** Who made a frame. In Kafka it is the header {@link #HEADER}; without it the venue did. */
public enum FrameOrigin {
  /** Sent by the venue by itself, bytes as received. */
  VENUE("venue"),
  /** Fetched from the venue afterwards, to fill a gap. */
  BACKFILL("backfill"),
  /** Written by the feed: a {@link Mark}. */
  FEED("feed");

  /** The header's name. */
  public static final String HEADER = "origin";

  private static final FrameOrigin[] ALL = values();

  private final byte[] code;

  FrameOrigin(String code) {
    this.code = code.getBytes(US_ASCII);
  }

  /** The header's value. */
  public byte[] code() {
    return code.clone();
  }

  /** The origin that the header's value names; {@link #VENUE} for what is not known. */
  public static FrameOrigin of(byte[] value) {
    for (FrameOrigin origin : ALL) {
      if (Arrays.equals(origin.code, value)) {
        return origin;
      }
    }
    return VENUE;
  }
}
