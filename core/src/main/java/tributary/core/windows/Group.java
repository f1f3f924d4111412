package tributary.core.windows;

import java.util.Iterator;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;

/** The open windows of rows that share their values in the {@code by} columns. */
final class Group {
  private final Rows by;
  private final TreeMap<Long, Window> open = new TreeMap<>();
  private @Nullable Window last;

  /**
   * @param by one row with the values of the {@code by} columns
   */
  Group(Rows by) {
    this.by = by;
  }

  Rows by() {
    return by;
  }

  @Nullable Window find(long startMicros) {
    if (last != null && last.startMicros == startMicros) {
      return last;
    }
    Window window = open.get(startMicros);
    if (window != null) {
      last = window;
    }
    return window;
  }

  void put(Window window) {
    open.put(window.startMicros, window);
    last = window;
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  void forEach(Consumer<Window> action) {
    open.values().forEach(action);
  }

  /** Writes every window as it stands; lets go of those that are final. */
  void cut(Watermarks marks, long latenessMicros, Cut cut, Consumer<Window> sealed) {
    for (Iterator<Window> each = open.values().iterator(); each.hasNext(); ) {
      Window window = each.next();
      if (window.isFinal(marks, latenessMicros)) {
        window.write(cut.sealed(), true);
        sealed.accept(window);
        each.remove();
        last = null;
      } else {
        window.write(cut.open(), false);
        if (window.takeSealed()) {
          window.write(cut.withdrawn(), false);
        }
      }
    }
  }
}
