package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Rows;

/** Text that stands for the text, number or truth value that a frame has. */
final class NamedText extends Target {
  private final int index;
  private final byte[][] names;
  private final byte[][] meanings;
  private @Nullable BytesColumn values;

  NamedText(String column, int index, Map<String, String> values) {
    super(column, "one of " + values.keySet());
    this.index = index;
    this.names = bytes(values.keySet());
    this.meanings = bytes(values.values());
  }

  private static byte[][] bytes(Collection<String> texts) {
    return texts.stream().map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  @Override
  void bind(Rows rows) {
    values = rows.bytes(index);
  }

  @Override
  @Nullable Reason read(Cursor in, int row) {
    int start = in.position;
    switch (in.peek()) {
      case '"' -> {
        return string(in, row);
      }
      case 't' -> in.word("true");
      case 'f' -> in.word("false");
      default -> in.number();
    }
    return look(in.bytes, start, in.position, row);
  }

  private @Nullable Reason string(Cursor in, int row) {
    in.string();
    if (in.escaped) {
      byte[] text = Escapes.resolve(in.bytes, in.textStart, in.textEnd);
      return look(text, 0, text.length, row);
    }
    return look(in.bytes, in.textStart, in.textEnd, row);
  }

  private @Nullable Reason look(byte[] text, int from, int until, int row) {
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(names[i], 0, names[i].length, text, from, until)) {
        requireNonNull(values).set(row, meanings[i]);
        return null;
      }
    }
    return Reason.CHECK_FAILED;
  }
}
