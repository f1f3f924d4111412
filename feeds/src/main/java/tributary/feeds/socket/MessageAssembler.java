package tributary.feeds.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Puts the parts of one message together, up to a longest message. For one thread at a time. */
final class MessageAssembler {

  /** What a part led to. */
  sealed interface Result {
    /** More parts are to come. */
    record Partial() implements Result {}

    /** The message is whole. */
    record Whole(byte[] bytes) implements Result {}

    /** The message is longer than allowed; nothing of it is kept. */
    record TooLarge() implements Result {}
  }

  private static final Result PARTIAL = new Result.Partial();
  private static final Result TOO_LARGE = new Result.TooLarge();

  private final int longestBytes;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

  MessageAssembler(int longestBytes) {
    this.longestBytes = longestBytes;
  }

  /** Takes a part of a text message: decoded from UTF-8, encoded again it is what was sent. */
  Result text(CharSequence part, boolean last) {
    if (text.length() + (long) part.length() > longestBytes) {
      return tooLarge();
    }
    if (last && text.isEmpty()) {
      return whole(part.toString().getBytes(UTF_8));
    }
    // A part can end between the halves of one character, so parts are joined before encoding.
    text.append(part);
    return last ? whole(text.toString().getBytes(UTF_8)) : PARTIAL;
  }

  /** Takes a part of a binary message. */
  Result binary(ByteBuffer part, boolean last) {
    if (binary.size() + (long) part.remaining() > longestBytes) {
      return tooLarge();
    }
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    if (last && binary.size() == 0) {
      return whole(bytes);
    }
    binary.writeBytes(bytes);
    return last ? whole(binary.toByteArray()) : PARTIAL;
  }

  private Result whole(byte[] bytes) {
    clear();
    return bytes.length > longestBytes ? TOO_LARGE : new Result.Whole(bytes);
  }

  private Result tooLarge() {
    clear();
    return TOO_LARGE;
  }

  /** Keeps the room of ordinary messages only: a huge one must not hold its memory for ever. */
  private void clear() {
    text.setLength(0);
    if (text.capacity() > 1 << 16) {
      text.trimToSize();
    }
    binary.reset();
  }
}
