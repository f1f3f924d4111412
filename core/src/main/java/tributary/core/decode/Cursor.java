package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A place in the text of one frame that only moves over valid JSON (RFC 8259).
 *
 * <p>Reused from frame to frame; on the hot path, hence mutable and with open fields. Every method
 * throws {@link MalformedFrame} where the text is not JSON.
 */
final class Cursor {
  static final int MAX_DEPTH = 64;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;

  byte[] bytes = new byte[0];
  int position;
  int end;

  /** Where the string that {@link #string} passed begins and ends, without its quotes. */
  int textStart;

  int textEnd;

  /** Whether that string has escapes. */
  boolean escaped;

  void reset(byte[] frame, int offset, int length) {
    bytes = frame;
    position = offset;
    end = offset + length;
  }

  /** The byte at the place, or -1 at the end. */
  int peek() {
    return position < end ? bytes[position] : -1;
  }

  void skipSpace() {
    while (position < end) {
      byte b = bytes[position];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return;
      }
      position++;
    }
  }

  void expect(char c) {
    if (position >= end || bytes[position] != c) {
      throw malformed("expected '" + c + "'");
    }
    position++;
  }

  /** Passes the string at the place and notes where its text stands. */
  void string() {
    expect('"');
    byte[] in = bytes;
    int at = position;
    textStart = at;
    escaped = false;
    while (at < end) {
      at = skipPlain(in, at, end);
      byte b = in[at];
      if (b == '"') {
        textEnd = at;
        position = at + 1;
        return;
      }
      if (b == '\\') {
        escaped = true;
        at = escape(at + 1);
      } else if (b >= 0 && b < 0x20) {
        position = at;
        throw malformed("control character in a string");
      } else {
        at++;
      }
    }
    position = end;
    throw malformed("a string without an end");
  }

  /** Passes eight bytes at a time while none is a quote, a backslash or a control character. */
  private static int skipPlain(byte[] in, int from, int end) {
    int at = from;
    while (at + 8 < end) {
      long word = (long) LONGS.get(in, at);
      long quote = word ^ 0x2222222222222222L;
      long backslash = word ^ 0x5c5c5c5c5c5c5c5cL;
      long special =
          ((quote - ONES) & ~quote)
              | ((backslash - ONES) & ~backslash)
              | ((word - 0x2020202020202020L) & ~word);
      special &= 0x8080808080808080L;
      if (special != 0) {
        return at + (Long.numberOfTrailingZeros(special) >>> 3);
      }
      at += 8;
    }
    return at;
  }

  private int escape(int at) {
    if (at >= end) {
      position = end;
      throw malformed("a string without an end");
    }
    switch (bytes[at]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return at + 1;
      }
      case 'u' -> {
        for (int i = 1; i <= 4; i++) {
          if (at + i >= end || Character.digit(bytes[at + i], 16) < 0) {
            position = at;
            throw malformed("\\u needs four hexadecimal digits");
          }
        }
        return at + 5;
      }
      default -> {
        position = at;
        throw malformed("unknown escape");
      }
    }
  }

  /** Passes the number at the place. */
  void number() {
    if (peek() == '-') {
      position++;
    }
    if (peek() == '0') {
      position++;
    } else {
      digits();
    }
    if (peek() == '.') {
      position++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      position++;
      if (peek() == '+' || peek() == '-') {
        position++;
      }
      digits();
    }
  }

  private void digits() {
    int start = position;
    while (position < end && bytes[position] >= '0' && bytes[position] <= '9') {
      position++;
    }
    if (position == start) {
      throw malformed("expected a digit");
    }
  }

  /** Passes one of the words true, false and null. */
  void word(String word) {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
  }

  /** Passes any value. */
  void value(int depth) {
    switch (peek()) {
      case '"' -> string();
      case '{' -> object(depth);
      case '[' -> array(depth);
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
  }

  private void object(int depth) {
    enter(depth);
    position++;
    skipSpace();
    if (peek() == '}') {
      position++;
      return;
    }
    while (true) {
      string();
      colon();
      value(depth + 1);
      if (!another('}')) {
        return;
      }
    }
  }

  private void array(int depth) {
    enter(depth);
    position++;
    skipSpace();
    if (peek() == ']') {
      position++;
      return;
    }
    while (true) {
      value(depth + 1);
      if (!another(']')) {
        return;
      }
    }
  }

  void enter(int depth) {
    if (depth >= MAX_DEPTH) {
      throw new MalformedFrame(Reason.TOO_DEEP, "nested deeper than " + MAX_DEPTH);
    }
  }

  /** Passes the colon between a member's name and its value, and the space around it. */
  void colon() {
    skipSpace();
    expect(':');
    skipSpace();
  }

  /** Passes a comma and the space after it and says yes, or the closing bracket and says no. */
  boolean another(char close) {
    skipSpace();
    if (peek() == ',') {
      position++;
      skipSpace();
      return true;
    }
    expect(close);
    return false;
  }

  /** The text from a place up to here, cut to what fits a message. */
  String excerpt(int from) {
    int length = Math.min(position - from, 60);
    String text = new String(bytes, from, length, UTF_8);
    return position - from > length ? text + "..." : text;
  }

  MalformedFrame malformed(String what) {
    String found = position < end ? "byte 0x%02x".formatted(bytes[position] & 0xff) : "the end";
    return new MalformedFrame(Reason.NOT_JSON, what + " at byte " + position + ", found " + found);
  }
}
