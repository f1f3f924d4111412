package tributary.core.spec;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.Problem.Code;

/**
 * A value of the pipeline file together with where it stands; what is wrong with it is reported
 * through it.
 *
 * @param path the keys that lead to it, such as {@code silver.key.within}
 */
record Value(String path, Node node, Problems problems) {

  /** Turns a value into what it means, or reports what is wrong with it and returns null. */
  @FunctionalInterface
  interface Parser<T> {
    @Nullable T parse(Value value);
  }

  /** A key that the file's author chose, and what stands under it. */
  record Named(Value name, Value value) {}

  /** What stands under a key of this mapping. */
  Value under(String key, Node below) {
    return new Value(path.isEmpty() ? key : path + "." + key, below, problems);
  }

  /** An item of this list. */
  Value item(Node below) {
    return new Value(path, below, problems);
  }

  /** The text of a single value, as written; empty for a block or a list. */
  String text() {
    return node instanceof Node.Scalar scalar ? scalar.text() : "";
  }

  boolean is(Node.Kind kind) {
    return node instanceof Node.Scalar scalar && scalar.kind() == kind;
  }

  /** The keys of a mapping whose keys are free; none, with a problem reported, if it is not one. */
  List<Named> named(String expected) {
    if (!(node instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
      wrongShape(expected);
      return List.of();
    }
    return mapping.entries().stream()
        .map(entry -> new Named(item(entry.key()), under(entry.key().text(), entry.value())))
        .toList();
  }

  void wrongShape(String expected) {
    report(Code.WRONG_SHAPE, "Invalid %s: it is %s".formatted(subject(), shape()), expected);
  }

  /** Reports a single value of the wrong form, or that there is none. */
  void invalid(String expected) {
    if (!(node instanceof Node.Scalar) || is(Node.Kind.NOTHING)) {
      wrongShape(expected);
      return;
    }
    report(Code.INVALID_VALUE, "Invalid %s: \"%s\"".formatted(subject(), text()), expected);
  }

  void report(Code code, String message, String expected) {
    problems.report(node.place(), code, message, expected);
  }

  /** Reports a word that is not among the known ones. */
  void unknown(Code code, String message, String expected, Collection<String> known) {
    Optional<String> nearest = Nearest.among(known, text());
    problems.report(node.place(), code, message, expected, nearest);
  }

  /** What messages call the value. */
  String subject() {
    return path.isEmpty() ? "pipeline file" : path;
  }

  private String shape() {
    if (node instanceof Node.Scalar scalar) {
      return scalar.kind() == Node.Kind.NOTHING ? "empty" : "a single value";
    }
    return node instanceof Node.Sequence ? "a list" : "a block";
  }
}
