package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;

/**
 * Reads what a frame says it is, and tells it at once from the kinds that the pipeline names. A
 * frame that says nothing is of the kind "", where the pipeline names that.
 */
final class Kind extends Target {
  private final byte[][] rowKinds;
  private final byte[][] controlKinds;
  private final boolean isRowWithout;
  private final boolean isControlWithout;
  private boolean isPresent;
  private boolean isRow;
  private boolean isControl;
  private String unknown = "";

  Kind(Set<String> rows, Set<String> control) {
    super("kind", "a string");
    this.rowKinds = bytes(rows);
    this.controlKinds = bytes(control);
    this.isRowWithout = rows.contains("");
    this.isControlWithout = control.contains("");
  }

  private static byte[][] bytes(Set<String> kinds) {
    return kinds.stream().map(kind -> kind.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  @Override
  void bind(Rows rows) {}

  /** Says that a new frame begins. */
  void clear() {
    isPresent = false;
    isRow = isRowWithout;
    isControl = isControlWithout;
  }

  /** Says that something stands at its place which is no kind. */
  void refuse() {
    isRow = false;
    isControl = false;
  }

  boolean isPresent() {
    return isPresent;
  }

  boolean isRow() {
    return isRow;
  }

  boolean isControl() {
    return isControl;
  }

  /** The kind, if it is present and the pipeline names it neither as row nor as control. */
  String unknown() {
    return unknown;
  }

  @Override
  @Nullable Reason read(Cursor in, int row) {
    if (in.peek() != '"') {
      return Reason.WRONG_TYPE;
    }
    in.string();
    if (in.escaped) {
      byte[] text = Escapes.resolve(in.bytes, in.textStart, in.textEnd);
      tell(text, 0, text.length);
    } else {
      tell(in.bytes, in.textStart, in.textEnd);
    }
    return null;
  }

  private void tell(byte[] text, int from, int until) {
    isPresent = true;
    isRow = isOneOf(rowKinds, text, from, until);
    isControl = !isRow && isOneOf(controlKinds, text, from, until);
    if (!isRow && !isControl) {
      unknown = new String(text, from, until - from, UTF_8);
    }
  }

  private static boolean isOneOf(byte[][] kinds, byte[] text, int from, int until) {
    for (byte[] kind : kinds) {
      if (Arrays.equals(kind, 0, kind.length, text, from, until)) {
        return true;
      }
    }
    return false;
  }
}
