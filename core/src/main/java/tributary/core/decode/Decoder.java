package tributary.core.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tributary.core.ledger.Range;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.core.rules.Rules;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.JsonPointer;
import tributary.core.spec.Silver;

/**
 * Decodes frames as a pipeline's {@code silver} block says. One pass over the bytes, no objects per
 * row. Not thread-safe: each thread has its own.
 */
public final class Decoder {
  /** The most bytes of a frame that is looked at; longer ones are rejected. */
  public static final int MAX_FRAME_BYTES = 1 << 20;

  private final Silver silver;
  private final Rules rules;
  private final Node root = Node.root();
  private final List<Target> targets = new ArrayList<>();
  private final Cursor in = new Cursor();
  private final int timeIndex;
  private final int[] required;
  private final @Nullable Kind kind;
  private @Nullable Rows bound;
  private long frame;
  private Outcome.@Nullable Rejected problem;

  /**
   * @param silver what to decode; its columns are the first columns of the rows handed to {@link
   *     #decode}
   */
  public Decoder(Silver silver) {
    this.silver = silver;
    this.rules = new Rules(silver.columns());
    this.timeIndex = silver.indexOf(silver.eventTime());
    this.required =
        IntStream.range(0, silver.columns().size())
            .filter(i -> silver.columns().get(i).required())
            .toArray();
    NumberText number = new NumberText(in);
    for (int i = 0; i < silver.columns().size(); i++) {
      ColumnSpec column = silver.columns().get(i);
      add(column.pointer(), Target.of(column.name(), i, column.type(), number));
    }
    JsonPointer pointer = silver.kind();
    this.kind = pointer == null ? null : new Kind(silver.rows(), silver.control());
    if (kind != null && pointer != null) {
      root.add(pointer, kind);
    }
  }

  private void add(JsonPointer pointer, Target target) {
    targets.add(target);
    root.add(pointer, target);
  }

  /**
   * Decodes one frame. Opens a row in {@code rows}; where the answer is {@link Outcome.Row} the row
   * is filled and the caller keeps it or not, else it is to be left.
   *
   * @param value the frame; null if the record has none
   * @param receivedMicros when it was received, microseconds since the epoch
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
    int row = rows.open();
    if (kind != null) {
      kind.clear();
    }
    frame++;
    problem = null;
    try {
      read(value, row);
    } catch (MalformedFrame e) {
      return new Outcome.Rejected(e.reason, e.detail);
    }
    return outcome(rows, row, receivedMicros);
  }

  private void bind(Rows rows) {
    if (rows != bound) {
      targets.forEach(target -> target.bind(rows));
      bound = rows;
    }
  }

  private void read(byte[] value, int row) {
    in.reset(value, 0, value.length);
    in.skipSpace();
    object(root, row, 0);
    in.skipSpace();
    if (in.position != in.end) {
      throw in.malformed("expected nothing after the object");
    }
  }

  private void object(Node node, int row, int depth) {
    in.enter(depth);
    in.expect('{');
    in.skipSpace();
    if (in.peek() == '}') {
      in.position++;
      return;
    }
    Node last = null;
    do {
      Node member = node.pass(in, last);
      if (member == null) {
        in.value(depth + 1);
      } else {
        last = member;
        member(member, row, depth + 1);
      }
    } while (in.another('}'));
  }

  private void member(Node member, int row, int depth) {
    if (member.seenIn == frame) {
      throw new MalformedFrame(Reason.DUPLICATE_MEMBER, member.path + " stands twice");
    }
    member.seenIn = frame;
    int first = in.peek();
    if (first == '{' && member.hasMembers()) {
      int start = in.position;
      object(member, row, depth);
      refuse(member, Reason.WRONG_TYPE, start);
    } else if (first == '{' || first == '[') {
      int start = in.position;
      in.value(depth);
      refuse(member, Reason.WRONG_TYPE, start);
    } else if (first == 'n') {
      in.word("null");
    } else {
      scalar(member, row, depth);
    }
  }

  private void scalar(Node member, int row, int depth) {
    int start = in.position;
    if (member.targets.length == 0) {
      in.value(depth);
    }
    for (Target target : member.targets) {
      in.position = start;
      Reason wrong = target.read(in, row);
      if (wrong != null) {
        in.position = start;
        in.value(depth);
        note(target, wrong, start);
      }
    }
  }

  private void refuse(Node member, Reason reason, int start) {
    for (Target target : member.targets) {
      note(target, reason, start);
    }
  }

  private void note(Target target, Reason reason, int start) {
    if (problem == null && target != kind) {
      String what = target.column + ": " + in.excerpt(start);
      String why = reason == Reason.WRONG_TYPE ? " is not " : " does not fit ";
      problem = new Outcome.Rejected(reason, what + why + target.expected);
    }
  }

  private Outcome outcome(Rows rows, int row, long receivedMicros) {
    if (kind != null && !kind.isRow()) {
      return noRow(kind, rows, row, receivedMicros);
    }
    if (problem != null) {
      return problem;
    }
    Outcome.Rejected missing = missing(rows, row);
    if (missing != null) {
      return missing;
    }
    String failure = rules.failure(rows, row, receivedMicros);
    return failure == null
        ? Outcome.Row.INSTANCE
        : new Outcome.Rejected(Reason.CHECK_FAILED, failure);
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
    if (time.isNull(row) || rules.failureOf(timeIndex, rows, row, receivedMicros) != null) {
      return Outcome.Control.TIMELESS;
    }
    long micros = time.get(row);
    return micros == Range.NO_TIME ? Outcome.Control.TIMELESS : new Outcome.Control(micros);
  }

  private Outcome.@Nullable Rejected missing(Rows rows, int row) {
    for (int i : required) {
      if (rows.column(i).isNull(row)) {
        ColumnSpec column = silver.columns().get(i);
        return new Outcome.Rejected(
            Reason.MISSING, column.name() + ": nothing at " + column.pointer());
      }
    }
    return null;
  }
}
