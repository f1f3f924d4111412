package tributary.core.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.Problem.Code;

/**
 * Whether pointers fit to the elements that are rows: one that leads through them goes the way of
 * {@code each}, none reads what is a list of elements.
 *
 * @param each null if frames are rows themselves
 */
record Elements(@Nullable JsonPointer each) {
  /** Each of them is one more pass over the frame. */
  private static final int DEEPEST = 3;

  /** Reports an {@code each} that leads through too many lists. */
  void checkDepth(Value value) {
    if (each != null && each.depth() > DEEPEST) {
      refuse(value, "it has " + each.depth() + " steps *", "at most " + DEEPEST + " steps *");
    }
  }

  /** Checks where a value is read. */
  void checkPointer(Value value, JsonPointer pointer) {
    if (each == null) {
      if (pointer.depth() > 0) {
        refuse(value, "there is no silver.each", "a pointer without the step *");
      }
    } else if (pointer.isPrefixOf(each) && !pointer.equals(each)) {
      refuse(value, "rows are read out of what stands there", "a pointer to a single value");
    } else {
      checkWay(value, pointer, each);
    }
  }

  /** Up to where the two part they are equal, and they part before no {@code *} of either. */
  private static void checkWay(Value value, JsonPointer pointer, JsonPointer way) {
    List<String> steps = pointer.names();
    int parting = 0;
    while (parting < Math.min(steps.size(), way.names().size())
        && steps.get(parting).equals(way.names().get(parting))) {
      parting++;
    }
    boolean isBeside = parting < way.names().size() && way.isEach(parting);
    boolean goesOn = steps.subList(parting, steps.size()).contains(JsonPointer.EACH);
    if (isBeside && parting < steps.size()) {
      refuse(value, "every entry there is an element of " + way, "the step * there");
    } else if (goesOn) {
      refuse(value, "it leads to other elements than " + way, "steps * only as in silver.each");
    }
  }

  /** Checks where the name of an entry is read. */
  void checkName(Value value, JsonPointer pointer) {
    boolean isElement = pointer.depth() > 0 && pointer.isEach(pointer.names().size() - 1);
    if (each == null) {
      refuse(value, "there is no silver.each", "the key pointer instead");
    } else if (!isElement || !pointer.isPrefixOf(each)) {
      refuse(value, "it is no element of " + each, "silver.each up to one of its steps *");
    }
  }

  /** Checks where a frame says what it is. */
  void checkKind(Value value, JsonPointer pointer) {
    if (pointer.depth() > 0) {
      refuse(value, "a kind is of the frame as a whole", "a pointer without the step *");
    } else {
      checkPointer(value, pointer);
    }
  }

  private static void refuse(Value value, String reason, String expected) {
    value.report(
        Code.EACH,
        "Cannot use %s \"%s\": %s".formatted(value.subject(), value.text(), reason),
        expected);
  }
}
