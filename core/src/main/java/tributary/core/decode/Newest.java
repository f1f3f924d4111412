package tributary.core.decode;

import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;

/** Reads the newest id that a control frame names; what is no whole number names none. */
final class Newest extends Target {
  private final NumberText number;
  private boolean isPresent;
  private long value;

  Newest(NumberText number) {
    super("newest", "a whole number");
    this.number = number;
  }

  @Override
  void bind(Rows rows) {}

  /** Says that a new frame begins. */
  void clear() {
    isPresent = false;
  }

  boolean isPresent() {
    return isPresent;
  }

  long value() {
    return value;
  }

  @Override
  @Nullable Reason read(Cursor in, int row) {
    if (!number.read()) {
      return Reason.WRONG_TYPE;
    }
    if (!number.fitsLong(0)) {
      return Reason.OUT_OF_RANGE;
    }
    isPresent = true;
    value = number.unscaled();
    return null;
  }
}
