package tributary.core.spec;

import java.util.List;

/** A part of the pipeline file as YAML sees it, with the place where it begins. */
sealed interface Node {

  Place place();

  /** Keys and their values in the file's order; no key stands twice. */
  record Mapping(Place place, List<Entry> entries) implements Node {}

  /** One key of a mapping. */
  record Entry(Scalar key, Node value) {}

  /** A list. */
  record Sequence(Place place, List<Node> items) implements Node {}

  /** A single value, as written. */
  record Scalar(Place place, String text, Kind kind) implements Node {}

  /** What YAML takes a single value for. */
  enum Kind {
    TEXT,
    INTEGER,
    /** A number that is not written as an integer. */
    NUMBER,
    BOOLEAN,
    /** An empty value, or {@code null}. */
    NOTHING
  }
}
