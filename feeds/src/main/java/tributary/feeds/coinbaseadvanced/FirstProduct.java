package tributary.feeds.coinbaseadvanced;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first {@code product_id} inside of a frame's events, in one pass over its bytes: it
 * knows strings only, for whatever else is between them does not matter. It looks at so many bytes
 * as the longest first element has, several times over.
 */
final class FirstProduct {
  private static final byte[] NAME = "product_id".getBytes(US_ASCII);
  private static final int FARTHEST = 2_048;
  private static final int LONGEST = 64;

  private FirstProduct() {}

  /** The value; null if there is none so near, or it is no short string. */
  static @Nullable String in(byte[] json, int from) {
    int end = Math.min(json.length, from + FARTHEST);
    int position = from;
    while (position < end) {
      if (json[position] != '"') {
        position++;
        continue;
      }
      int quote = closing(json, position, end);
      if (Arrays.equals(json, position + 1, quote, NAME, 0, NAME.length)) {
        int value = value(json, quote + 1, end);
        if (value >= 0) {
          return text(json, value, end);
        }
      }
      position = quote + 1;
    }
    return null;
  }

  /** Where the value behind the name begins, if it is a string; -1 if the name was a value. */
  private static int value(byte[] json, int from, int end) {
    int colon = skipSpace(json, from, end);
    if (colon == end || json[colon] != ':') {
      return -1;
    }
    int value = skipSpace(json, colon + 1, end);
    return value < end && json[value] == '"' ? value : -1;
  }

  private static @Nullable String text(byte[] json, int quote, int end) {
    int closing = closing(json, quote, end);
    int length = closing - quote - 1;
    return closing == end || length > LONGEST
        ? null
        : new String(json, quote + 1, length, US_ASCII);
  }

  private static int closing(byte[] json, int quote, int end) {
    int position = quote + 1;
    while (position < end && json[position] != '"') {
      position += json[position] == '\\' ? 2 : 1;
    }
    return Math.min(position, end);
  }

  private static int skipSpace(byte[] json, int from, int end) {
    int position = from;
    while (position < end && (json[position] == ' ' || json[position] == '\n')) {
      position++;
    }
    return position;
  }
}
