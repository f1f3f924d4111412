package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Resolves the escapes of JSON strings; for the few strings that have some. */
final class Escapes {
  private Escapes() {}

  /**
   * The text of a string that {@link Cursor#string} passed, as UTF-8.
   *
   * @throws MalformedFrame if an escape is half of a surrogate pair
   */
  static byte[] resolve(byte[] bytes, int from, int until) {
    String raw = new String(bytes, from, until - from, UTF_8);
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char kind = raw.charAt(++i);
      if (kind == 'u') {
        text.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        text.append(plain(kind));
      }
    }
    refuseLoneSurrogates(text);
    return text.toString().getBytes(UTF_8);
  }

  private static char plain(char kind) {
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> kind;
    };
  }

  private static void refuseLoneSurrogates(CharSequence text) {
    boolean lone =
        text.codePoints()
            .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    if (lone) {
      throw new MalformedFrame(Reason.NOT_UTF8, "an escape is half of a surrogate pair");
    }
  }
}
