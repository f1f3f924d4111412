package tributary.core.windows;

import java.util.Iterator;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;

/** The open windows of rows that share their values in the {@code by} columns. */
final class Group {
  private final Rows by;
  private final byte @Nullable [] product;
  private final TreeMap<Long, Window> open = new TreeMap<>();
  private @Nullable Window last;

  /**
   * @param by one row with the values of the {@code by} columns
   * @param product which of them names the product; -1 if none does
   */
  Group(Rows by, int product) {
    this.by = by;
    this.product = product < 0 ? null : by.bytes(product).get(0);
  }

  Rows by() {
    return by;
  }

  /** The name of the product in UTF-8, if the group is a product's. */
  byte @Nullable [] product() {
    return product;
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

  /** Hands over the windows that start within these microseconds, both inclusive. */
  void forEach(long fromMicros, long toMicros, Consumer<Window> action) {
    open.subMap(fromMicros, true, toMicros, true).values().forEach(action);
  }

  void removeIf(Predicate<Window> foreign) {
    open.values().removeIf(foreign);
    last = null;
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
