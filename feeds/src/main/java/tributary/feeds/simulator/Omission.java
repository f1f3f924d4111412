package tributary.feeds.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Set;

/**
 * Leaves members out of a JSON document, wherever they stand; the rest stays as it is, byte by
 * byte. What is no JSON comes out somehow. For one document.
 */
final class Omission {
  private final byte[] json;
  private final byte[] kept;
  private int length;

  private Omission(byte[] json) {
    this.json = json;
    this.kept = new byte[json.length];
  }

  static byte[] of(byte[] json, Set<String> names) {
    return new Omission(json).without(names);
  }

  private byte[] without(Set<String> names) {
    int position = 0;
    while (position < json.length) {
      if (json[position] != '"') {
        kept[length++] = json[position++];
        continue;
      }
      int end = stringEnd(position);
      int colon = skipSpace(end);
      boolean isName = colon < json.length && json[colon] == ':';
      String text = new String(json, position + 1, Math.max(0, end - position - 2), UTF_8);
      if (isName && names.contains(text)) {
        position = leaveOut(skipSpace(colon + 1));
      } else {
        System.arraycopy(json, position, kept, length, end - position);
        length += end - position;
        position = end;
      }
    }
    return Arrays.copyOf(kept, length);
  }

  /** Passes over a value and one comma, the one behind it or the one before it. */
  private int leaveOut(int value) {
    int next = skipSpace(valueEnd(value));
    if (next < json.length && json[next] == ',') {
      return skipSpace(next + 1);
    }
    if (length > 0 && kept[length - 1] == ',') {
      length--;
    }
    return next;
  }

  private int valueEnd(int from) {
    int depth = 0;
    int position = from;
    while (position < json.length) {
      byte next = json[position];
      if (next == '"') {
        position = stringEnd(position) - 1;
      } else if (next == '{' || next == '[') {
        depth++;
      } else if (next == '}' || next == ']') {
        depth--;
      }
      if (depth < 0 || (depth == 0 && next == ',')) {
        return position;
      }
      position++;
    }
    return position;
  }

  /** The first byte after the string that begins at the quote. */
  private int stringEnd(int quote) {
    int position = quote + 1;
    while (position < json.length && json[position] != '"') {
      position += json[position] == '\\' ? 2 : 1;
    }
    return Math.min(json.length, position + 1);
  }

  private int skipSpace(int from) {
    int position = from;
    while (position < json.length && json[position] <= ' ' && json[position] > 0) {
      position++;
    }
    return position;
  }
}
