package tributary.core.decode;

import org.jspecify.annotations.Nullable;

/**
 * Goes over the text of a frame, or of one element of it, and hands what it meets to the targets.
 * Throws {@link MalformedFrame} where the text cannot be read; what is wrong with single values it
 * notes and goes on. Reused from frame to frame.
 */
final class Walk {
  private final Cursor in;
  private final @Nullable Kind kind;
  private @Nullable Elements elements;
  private long visits;
  private long visit;
  private Outcome.@Nullable Rejected problem;

  /**
   * @param kind what reads the frame's kind; it is told what is wrong with it, and nothing is noted
   */
  Walk(Cursor in, @Nullable Kind kind) {
    this.in = in;
    this.kind = kind;
  }

  /** Says who takes the elements of arrays and objects that the pipeline reads as rows. */
  void hand(Elements to) {
    elements = to;
  }

  /** Reads a whole frame, which ends where the cursor does. */
  void frame(Node root, int row) {
    visit = ++visits;
    problem = null;
    in.skipSpace();
    if (in.peek() == '[' && root.takesArray()) {
      structure(root, row, 0);
    } else if (root.elements == null) {
      object(root, row, 0);
    } else if (in.peek() == '{') {
      structure(root, row, 0);
    } else {
      throw in.malformed("expected an object or array");
    }
    in.skipSpace();
    if (in.position != in.end) {
      throw in.malformed("expected nothing after the " + (root.takesArray() ? "value" : "object"));
    }
  }

  /** What was found wrong first since {@link #frame} or {@link #element} began. */
  Outcome.@Nullable Rejected problem() {
    return problem;
  }

  /**
   * Reads one element, whose text is known to be JSON.
   *
   * @param name where its name stands, with the quotes; negative if it has none
   * @return what is wrong with it, or null
   */
  Outcome.@Nullable Rejected element(Node node, int name, int row, int depth) {
    Outcome.Rejected outerProblem = problem;
    long outerVisit = visit;
    visit = ++visits;
    problem = null;
    int start = in.position;
    try {
      if (name >= 0) {
        name(node, name, row, depth);
        in.position = start;
      }
      read(node, row, depth);
      return problem;
    } catch (MalformedFrame e) {
      in.position = start;
      in.value(depth);
      return new Outcome.Rejected(e.reason, e.detail);
    } finally {
      visit = outerVisit;
      problem = outerProblem;
    }
  }

  private void name(Node node, int at, int row, int depth) {
    for (Target target : node.names) {
      in.position = at;
      read(target, at, row, depth);
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

  private void array(Node node, int row, int depth) {
    in.enter(depth);
    in.expect('[');
    in.skipSpace();
    if (in.peek() == ']') {
      in.position++;
      return;
    }
    int place = 0;
    do {
      Node member = node.at(place++);
      if (member == null) {
        in.value(depth + 1);
      } else {
        member(member, row, depth + 1);
      }
    } while (in.another(']'));
  }

  private void member(Node member, int row, int depth) {
    if (member.seenIn == visit) {
      throw new MalformedFrame(Reason.DUPLICATE_MEMBER, member.path + " stands twice");
    }
    member.seenIn = visit;
    read(member, row, depth);
  }

  private void read(Node node, int row, int depth) {
    int first = in.peek();
    if (first == '{' || first == '[') {
      structure(node, row, depth);
    } else if (first == 'n') {
      in.word("null");
    } else {
      scalar(node, row, depth);
    }
  }

  private void structure(Node node, int row, int depth) {
    int start = in.position;
    boolean isObject = in.peek() == '{';
    if (node.elements != null && elements != null) {
      elements.pass(node.elements, row, depth);
    } else if (isObject && node.hasMembers()) {
      object(node, row, depth);
    } else if (!isObject && node.hasItems()) {
      array(node, row, depth);
    } else {
      in.value(depth);
    }
    for (Target target : node.targets) {
      note(target, Reason.WRONG_TYPE, start);
    }
  }

  private void scalar(Node node, int row, int depth) {
    int start = in.position;
    for (Target target : node.targets) {
      in.position = start;
      read(target, start, row, depth);
    }
    if (node.targets.length == 0) {
      in.value(depth);
      refuseList(node, start);
    }
  }

  private void refuseList(Node node, int start) {
    if (node.elements != null && problem == null) {
      problem =
          new Outcome.Rejected(
              Reason.WRONG_TYPE, node.path + ": " + in.excerpt(start) + " is not a list of rows");
    }
  }

  private void read(Target target, int start, int row, int depth) {
    Reason wrong = target.read(in, row);
    if (wrong != null) {
      in.position = start;
      in.value(depth);
      note(target, wrong, start);
    }
  }

  private void note(Target target, Reason reason, int start) {
    if (kind != null && target == kind) {
      kind.refuse();
    } else if (problem == null && !(target instanceof Newest)) {
      String what = target.column + ": " + in.excerpt(start);
      String why = reason == Reason.OUT_OF_RANGE ? " does not fit " : " is not ";
      problem = new Outcome.Rejected(reason, what + why + target.expected);
    }
  }
}
