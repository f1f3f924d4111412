package tributary.feeds.venue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A walk over the members of the object that a JSON document is, in one pass over its bytes: no
 * tree, no recursion, and no exception whatever the bytes are. Into a nested object a walk of its
 * own leads, which passes over its bytes once more. It looks at structure only (quotes, brackets,
 * separators), so what it accepts a parser may still refuse.
 *
 * <pre>{@code
 * TopLevel members = new TopLevel(frame);
 * while (members.next()) {
 *   if (members.named(TYPE)) { type = members.text(); }
 * }
 * if (!members.whole()) { ... }
 * }</pre>
 *
 * For one thread.
 */
public final class TopLevel {
  private static final int LONGEST_TEXT = 512;

  private final byte[] json;
  private final int limit;
  private int at;
  private boolean begun;
  private boolean whole;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;

  /** Stands before the first member. */
  public TopLevel(byte[] json) {
    this(json, 0, json.length);
  }

  private TopLevel(byte[] json, int from, int limit) {
    this.json = json;
    this.at = from;
    this.limit = limit;
  }

  /** A walk over the members of the object that the member's value is; of none if it is not. */
  public TopLevel into() {
    return new TopLevel(json, valueStart, valueEnd);
  }

  /**
   * A walk over the members of the object with which the array begins that the member's value is;
   * of none if it is not.
   */
  public TopLevel intoFirst() {
    int first = json[valueStart] == '[' ? skipSpace(valueStart + 1) : limit;
    int end = first < limit && json[first] == '{' ? skipNested(first) : -1;
    return end < 0 ? new TopLevel(json, limit, limit) : new TopLevel(json, first, end);
  }

  /** Moves to the next member; false after the last, and where the document is damaged. */
  public boolean next() {
    int position = separated(skipSpace(at));
    if (position < 0) {
      at = limit;
      return false;
    }
    int nameQuote = stringEnd(position);
    int colon = nameQuote < 0 ? -1 : skipSpace(nameQuote + 1);
    int value = byteAt(colon) == ':' ? skipSpace(colon + 1) : -1;
    int end = value < 0 ? -1 : skipValue(value);
    if (end < 0) {
      at = limit;
      return false;
    }
    nameStart = position + 1;
    nameEnd = nameQuote;
    valueStart = value;
    valueEnd = end;
    at = end;
    return true;
  }

  /** Whether the walk ended where the object did, with nothing but white space behind it. */
  public boolean whole() {
    return whole;
  }

  /** Whether the member has this name, given in UTF-8 and without escapes. */
  public boolean named(byte[] name) {
    return Arrays.equals(json, nameStart, nameEnd, name, 0, name.length);
  }

  /** The member's name, escapes left as they came. */
  public String name() {
    return new String(json, nameStart, nameEnd - nameStart, UTF_8);
  }

  /** The member's value if it is a string of at most 512 bytes, escapes left as they came. */
  public @Nullable String text() {
    int length = valueEnd - valueStart - 2;
    if (json[valueStart] != '"' || length > LONGEST_TEXT) {
      return null;
    }
    return new String(json, valueStart + 1, length, UTF_8);
  }

  /** The member's value if it is a whole number of at most 18 digits without a sign. */
  public long number(long otherwise) {
    if (valueEnd - valueStart > 18) {
      return otherwise;
    }
    long number = 0;
    for (int i = valueStart; i < valueEnd; i++) {
      if (json[i] < '0' || json[i] > '9') {
        return otherwise;
      }
      number = number * 10 + (json[i] - '0');
    }
    return number;
  }

  /** Whether the member's value is written exactly so, such as {@code false}. */
  public boolean is(byte[] literal) {
    return Arrays.equals(json, valueStart, valueEnd, literal, 0, literal.length);
  }

  /** The first byte after the member's value. */
  public int end() {
    return valueEnd;
  }

  /** Where the next member's name begins; -1 at the end and where there is none. */
  private int separated(int position) {
    int next = byteAt(position);
    if (begun && next == ',') {
      return skipSpace(position + 1);
    }
    if (begun && next == '}') {
      return end(position);
    }
    if (begun || next != '{') {
      return -1;
    }
    begun = true;
    int first = skipSpace(position + 1);
    return byteAt(first) == '}' ? end(first) : first;
  }

  private int end(int brace) {
    whole = skipSpace(brace + 1) == limit;
    return -1;
  }

  private int byteAt(int position) {
    return position >= 0 && position < limit ? json[position] : -1;
  }

  private int skipSpace(int from) {
    int position = from;
    while (position < limit && isSpace(json[position])) {
      position++;
    }
    return position;
  }

  private int skipValue(int from) {
    int first = byteAt(from);
    if (first == '"') {
      int quote = stringEnd(from);
      return quote < 0 ? -1 : quote + 1;
    }
    return first == '{' || first == '[' ? skipNested(from) : skipScalar(from);
  }

  private int skipScalar(int from) {
    int position = from;
    while (position < limit && !isSpace(json[position]) && !isStructure(json[position])) {
      position++;
    }
    return position == from ? -1 : position;
  }

  private int skipNested(int from) {
    int depth = 0;
    for (int position = from; position < limit; position++) {
      switch (json[position]) {
        case '"' -> {
          position = stringEnd(position);
          if (position < 0) {
            return -1;
          }
        }
        case '{', '[' -> depth++;
        case '}', ']' -> {
          if (--depth == 0) {
            return position + 1;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  /** Where the string that begins at the quote ends, at its closing quote; -1 if it does not. */
  private int stringEnd(int quote) {
    if (byteAt(quote) != '"') {
      return -1;
    }
    for (int position = quote + 1; position < limit; position++) {
      byte next = json[position];
      if (next == '"') {
        return position;
      }
      if (next == '\\') {
        position++;
      } else if (next >= 0 && next < ' ') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isSpace(byte next) {
    return next == ' ' || next == '\n' || next == '\r' || next == '\t';
  }

  private static boolean isStructure(byte next) {
    return switch (next) {
      case ',', ':', '"', '{', '}', '[', ']' -> true;
      default -> false;
    };
  }
}
