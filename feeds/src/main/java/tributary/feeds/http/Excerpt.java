package tributary.feeds.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import tributary.feeds.venue.Call;

/** The beginning of a body in one line, to be shown. */
final class Excerpt {
  private static final int LONGEST = 300;
  private static final int MOST_BYTES = 8 << 10;

  private Excerpt() {}

  /**
   * Redacted before it is cut, so that no cut can leave a part of a secret, and without control
   * characters, so that it cannot take over a terminal.
   */
  static String of(byte[] body, Call call) {
    String text = new String(body, 0, Math.min(body.length, MOST_BYTES), UTF_8);
    String line = call.redact(text).replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
