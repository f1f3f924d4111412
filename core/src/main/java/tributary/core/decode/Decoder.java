package tributary.core.decode;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tributary.core.ledger.Range;
import tributary.core.rows.Field;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Each;
import tributary.core.spec.JsonPointer;
import tributary.core.spec.Silver;

/**
 * Decodes frames as a pipeline's {@code silver} block says. Two passes over the bytes of a frame
 * whose elements are rows, else one; no objects per row. Not thread-safe: each thread has its own.
 */
public final class Decoder {
  /** The most bytes of a frame that is looked at; longer ones are rejected. */
  public static final int MAX_FRAME_BYTES = 1 << 20;

  private final Silver silver;
  private final Node root = Node.root();
  private final Cursor in = new Cursor();
  private final @Nullable Kind kind;
  private final Walk walk;
  private final List<Level> levels;

  /** What reads the columns of rows, and not those of the elements around them. */
  private final List<Target> targets = new ArrayList<>();

  private final @Nullable Elements elements;
  private final @Nullable Newest newest;
  private final int timeIndex;
  private @Nullable Rows bound;
  private int frameRow;

  /**
   * @param silver what to decode; its columns are the first columns of the rows handed to {@link
   *     #decode}
   */
  public Decoder(Silver silver) {
    this.silver = silver;
    this.timeIndex = silver.indexOf(silver.eventTime());
    JsonPointer pointer = silver.kind();
    this.kind = pointer == null ? null : new Kind(silver.rows(), silver.control());
    this.walk = new Walk(in, kind);
    Each each = silver.each();
    int depth = each == null ? 0 : each.elements().depth();
    this.levels =
        IntStream.rangeClosed(0, depth).mapToObj(i -> new Level(silver.columns(), i)).toList();
    this.elements = each == null ? null : new Elements(in, walk, levels, schema(silver));
    if (each != null && elements != null) {
      root.reach(each.elements());
      walk.hand(elements);
    }
    addColumns(depth);
    if (kind != null && pointer != null) {
      root.add(pointer, kind);
    }
    JsonPointer named = silver.continuity() == null ? null : silver.continuity().newest();
    this.newest = named == null ? null : new Newest(new NumberText(in));
    if (newest != null && named != null) {
      root.add(named, newest);
    }
  }

  private static Schema schema(Silver silver) {
    return new Schema(
        silver.columns().stream()
            .map(column -> new Field(column.name(), column.type(), column.required()))
            .toList());
  }

  private void addColumns(int depth) {
    NumberText number = new NumberText(in);
    for (int i = 0; i < silver.columns().size(); i++) {
      ColumnSpec column = silver.columns().get(i);
      Target target = Target.of(column, i, number);
      if (column.isName()) {
        root.addName(column.pointer(), target);
      } else {
        root.add(column.pointer(), target);
      }
      int level = column.pointer().depth();
      if (level == depth) {
        targets.add(target);
      } else {
        target.bind(requireNonNull(elements).outer(level));
      }
    }
  }

  /**
   * Decodes one frame. Where the answer is {@link Outcome.Row} the open row of {@code rows} is
   * filled and the caller keeps it or not, else it is to be left.
   *
   * @param value the frame; null if the record has none. Not to be changed until its items were
   *     asked for
   * @param receivedMicros when it was received, microseconds since the epoch; {@link Range#NO_TIME}
   *     if that says nothing of when it happened, so that no time is too far from it
   */
  public Outcome decode(byte @Nullable [] value, long receivedMicros, Rows rows) {
    if (value == null) {
      return new Outcome.Rejected(Reason.EMPTY, "the record has no value");
    }
    if (value.length > MAX_FRAME_BYTES) {
      return new Outcome.Rejected(
          Reason.TOO_LARGE, value.length + " bytes, at most " + MAX_FRAME_BYTES + " are read");
    }
    if (!Utf8.isValid(value, 0, value.length)) {
      return new Outcome.Rejected(Reason.NOT_UTF8, "the frame is not UTF-8");
    }
    bind(rows);
    int row = elements == null ? rows.open() : elements.begin(receivedMicros);
    if (kind != null) {
      kind.clear();
    }
    if (newest != null) {
      newest.clear();
    }
    frameRow = row;
    in.reset(value, 0, value.length);
    try {
      walk.frame(root, row);
    } catch (MalformedFrame e) {
      return new Outcome.Rejected(e.reason, e.detail);
    }
    return outcome(elements == null ? rows : elements.outer(0), row, receivedMicros);
  }

  private void bind(Rows rows) {
    if (rows != bound) {
      targets.forEach(target -> target.bind(rows));
      bound = rows;
    }
  }

  private Outcome outcome(Rows rows, int row, long receivedMicros) {
    if (kind != null && !kind.isRow()) {
      return noRow(kind, rows, row, receivedMicros);
    }
    Outcome.Rejected wrong = walk.problem();
    if (wrong == null) {
      wrong = levels.get(0).failure(rows, row, receivedMicros);
    }
    if (wrong != null) {
      return wrong;
    }
    return elements == null ? Outcome.Row.INSTANCE : items(elements, rows, row, receivedMicros);
  }

  private Outcome noRow(Kind other, Rows rows, int row, long receivedMicros) {
    if (other.isControl()) {
      return control(rows, row, receivedMicros);
    }
    return other.isPresent()
        ? new Outcome.Rejected(Reason.UNKNOWN_KIND, "the pipeline does not name " + other.unknown())
        : new Outcome.Rejected(Reason.MISSING, silver.kind() + ": no kind");
  }

  /**
   * A control frame's time counts only if it would be a row's: one wrong clock must not end all
   * windows.
   */
  private Outcome control(Rows rows, int row, long receivedMicros) {
    LongColumn time = rows.longs(timeIndex);
    if (time.isNull(row) || !levels.get(0).holds(timeIndex, rows, row, receivedMicros)) {
      return Outcome.Control.TIMELESS;
    }
    long micros = time.get(row);
    return micros == Range.NO_TIME ? Outcome.Control.TIMELESS : new Outcome.Control(micros);
  }

  private Outcome items(Elements found, Rows rows, int row, long receivedMicros) {
    if (!found.isPresent()) {
      return new Outcome.Rejected(Reason.MISSING, "nothing at " + each().elements());
    }
    if (found.areTooMany()) {
      return new Outcome.Rejected(
          Reason.TOO_MANY, "more than " + Elements.MOST + " elements at " + each().elements());
    }
    return found.count() == 0
        ? control(rows, row, receivedMicros)
        : new Outcome.Items(found.count());
  }

  private Each each() {
    return requireNonNull(silver.each());
  }

  /**
   * Decodes one item of the frame that was decoded last and had {@link Outcome.Items}. Opens a row
   * in {@code rows}; where the answer is {@link Outcome.Row} the row is filled and the caller keeps
   * it or not, else it is to be left.
   *
   * @param item its number, from 0, in the order in which items are taken in
   * @return a row, or rejected
   */
  public Outcome item(int item, Rows rows) {
    bind(rows);
    JsonPointer place = each().elements();
    Outcome.Rejected wrong =
        requireNonNull(elements)
            .read(root.reach(place), place(item), place.names().size(), rows, rows.open());
    return wrong == null ? Outcome.Row.INSTANCE : wrong;
  }

  /**
   * Whether the control frame that was decoded last says which id is the newest of its product.
   *
   * @param product the product's column
   */
  public boolean namesNewest(int product) {
    return newest != null && newest.isPresent() && !frameRows().column(product).isNull(frameRow);
  }

  /** The id that it says. */
  public long newest() {
    return requireNonNull(newest).value();
  }

  /** The values that stand in the frame that was decoded last outside of all elements. */
  public Rows frameRows() {
    return elements == null ? requireNonNull(bound) : elements.outer(0);
  }

  /** Which row of {@link #frameRows} they are. */
  public int frameRow() {
    return frameRow;
  }

  /** Where in the frame the item's own text begins, in bytes. */
  public int itemStart(int item) {
    return requireNonNull(elements).start(place(item));
  }

  /** How many bytes it has. */
  public int itemLength(int item) {
    return requireNonNull(elements).end(place(item)) - itemStart(item);
  }

  /** Its place in the text, counted from 0. */
  private int place(int item) {
    return each().newestFirst() ? requireNonNull(elements).count() - 1 - item : item;
  }
}
