package tributary.core.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;

/**
 * The elements of one frame. While the frame is passed it notes where the items stand, and reads
 * what stands in the elements around them; an item itself is read when it is asked for. So nothing
 * is handed over of a frame that is not JSON, and a value may stand before or after the items that
 * it belongs to. Reused from frame to frame.
 */
final class Elements {
  /** The most elements of a frame, items and those around them; with more it is rejected. */
  static final int MOST = 100_000;

  private static final int NO_NAME = -1;

  private final Cursor in;
  private final Walk walk;
  private final List<Level> levels;

  /** For the frame and each level around the items the values of its elements. */
  private final List<Rows> outer = new ArrayList<>();

  /** For each of those rows the row of the level around it. */
  private final int[][] parents;

  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int[] names = new int[16];
  private int[] around = new int[16];
  private Outcome.@Nullable Rejected[] refused = new Outcome.Rejected[16];
  private int count;
  private int passed;
  private boolean isPresent;
  private long receivedMicros;

  Elements(Cursor in, Walk walk, List<Level> levels, Schema schema) {
    this.in = in;
    this.walk = walk;
    this.levels = levels;
    for (int i = 0; i < levels.size() - 1; i++) {
      outer.add(new Rows(schema));
    }
    this.parents = new int[levels.size() - 1][16];
  }

  /** The rows of the frame itself, or of the elements so deep around the items. */
  Rows outer(int level) {
    return outer.get(level);
  }

  /** Begins a frame; the answer is the row of {@link #outer} for its own values. */
  int begin(long frameReceivedMicros) {
    count = 0;
    passed = 0;
    isPresent = false;
    receivedMicros = frameReceivedMicros;
    outer.forEach(Rows::clear);
    return open(0, 0);
  }

  private int open(int level, int parent) {
    Rows rows = outer.get(level);
    int row = rows.open();
    rows.keep();
    if (row == parents[level].length) {
      parents[level] = Arrays.copyOf(parents[level], row * 2);
    }
    parents[level][row] = parent;
    return row;
  }

  /** How many items there are. */
  int count() {
    return count;
  }

  /** Whether there was a place for elements at all. */
  boolean isPresent() {
    return isPresent;
  }

  boolean areTooMany() {
    return passed > MOST;
  }

  /**
   * Passes the array or object at the cursor and notes its elements.
   *
   * @param row the row of the level around them
   */
  void pass(Node node, int row, int depth) {
    isPresent = true;
    boolean isObject = in.peek() == '{';
    char close = isObject ? '}' : ']';
    in.enter(depth);
    in.position++;
    in.skipSpace();
    if (in.peek() == close) {
      in.position++;
      return;
    }
    do {
      int name = NO_NAME;
      if (isObject) {
        name = in.position;
        in.string();
        in.colon();
      }
      element(node, name, row, depth + 1);
    } while (in.another(close));
  }

  private void element(Node node, int name, int row, int depth) {
    if (++passed > MOST) {
      in.value(depth);
    } else if (node.level == levels.size() - 1) {
      int start = in.position;
      in.value(depth);
      note(start, name, row, null);
    } else {
      around(node, name, row, depth);
    }
  }

  /** An element around items; if something is wrong with it, it is one item instead of them. */
  private void around(Node node, int name, int parent, int depth) {
    int start = in.position;
    int before = count;
    int row = open(node.level, parent);
    Outcome.Rejected wrong = walk.element(node, name, row, depth);
    if (wrong == null && !isStructure(start)) {
      wrong = notAStructure(node, start);
    }
    if (wrong == null) {
      wrong = levels.get(node.level).failure(outer.get(node.level), row, receivedMicros);
    }
    if (wrong != null) {
      count = before;
      note(start, name, parent, wrong);
    }
  }

  private boolean isStructure(int start) {
    return in.bytes[start] == '{' || in.bytes[start] == '[';
  }

  private Outcome.Rejected notAStructure(Node node, int start) {
    return new Outcome.Rejected(
        Reason.WRONG_TYPE, node.path + ": " + in.excerpt(start) + " is not an object or array");
  }

  private void note(int start, int name, int row, Outcome.@Nullable Rejected wrong) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      names = Arrays.copyOf(names, count * 2);
      around = Arrays.copyOf(around, count * 2);
      refused = Arrays.copyOf(refused, count * 2);
    }
    starts[count] = start;
    ends[count] = in.position;
    names[count] = name;
    around[count] = row;
    refused[count] = wrong;
    count++;
  }

  int start(int item) {
    return starts[item];
  }

  int end(int item) {
    return ends[item];
  }

  /**
   * Reads one item into the open row.
   *
   * @param depth how deep it stands in the frame
   * @return what is wrong with it, or null
   */
  Outcome.@Nullable Rejected read(Node node, int item, int depth, Rows rows, int row) {
    Outcome.Rejected wrong = refused[item];
    if (wrong == null) {
      in.position = starts[item];
      wrong = walk.element(node, names[item], row, depth);
    }
    if (wrong == null && !isStructure(starts[item]) && node.targets.length == 0) {
      wrong = notAStructure(node, starts[item]);
    }
    if (wrong == null) {
      wrong = levels.get(node.level).failure(rows, row, receivedMicros);
    }
    if (wrong != null) {
      return named(wrong, names[item]);
    }
    for (int level = node.level - 1, at = around[item]; level >= 0; level--) {
      levels.get(level).copy(outer.get(level), at, rows);
      at = parents[level][at];
    }
    return null;
  }

  /** The same, with the name of the entry, which is not part of the element's own text. */
  private Outcome.Rejected named(Outcome.Rejected wrong, int name) {
    if (name == NO_NAME) {
      return wrong;
    }
    in.position = name;
    in.string();
    return new Outcome.Rejected(wrong.reason(), in.excerpt(name) + ": " + wrong.detail());
  }
}
