package tributary.core.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.JsonScalarResolver;
import tributary.core.spec.Problem.Code;

/** Builds the tree of one document out of its events, which {@link YamlEvents} has let through. */
final class YamlDocument {
  private final JsonScalarResolver resolver = new JsonScalarResolver();
  private final Iterator<Event> events;
  private final Problems problems;

  private YamlDocument(List<Event> events, Problems problems) {
    this.events = events.iterator();
    this.problems = problems;
  }

  /** The root of the text's only document; null, with a problem reported, if there is none. */
  static @Nullable Node read(String text, Problems problems) {
    List<Event> events = YamlEvents.read(text, problems);
    return events == null ? null : new YamlDocument(events, problems).node();
  }

  private Node node() {
    return node(events.next());
  }

  private Node node(Event event) {
    return switch (event.getEventId()) {
      case MappingStart -> mapping(place(event.getStartMark()));
      case SequenceStart -> sequence(place(event.getStartMark()));
      case Scalar -> scalar((ScalarEvent) event);
      default -> throw new IllegalStateException("Cannot build a node of " + event);
    };
  }

  private Node.Mapping mapping(Place place) {
    List<Node.Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      Node key = node(event);
      Node value = node();
      if (isNewName(key, names)) {
        entries.add(new Node.Entry((Node.Scalar) key, value));
      }
    }
    return new Node.Mapping(place, entries);
  }

  private boolean isNewName(Node key, Set<String> names) {
    if (!(key instanceof Node.Scalar name)) {
      problems.report(
          key.place(), Code.WRONG_SHAPE, "Invalid key: it is a block or a list", "a name as key");
      return false;
    }
    if (!names.add(name.text())) {
      problems.report(
          key.place(),
          Code.DUPLICATE_KEY,
          "Invalid key: \"%s\" stands twice in this block".formatted(name.text()),
          "every key once");
      return false;
    }
    return true;
  }

  private Node.Sequence sequence(Place place) {
    List<Node> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event));
    }
    return new Node.Sequence(place, items);
  }

  private Node.Scalar scalar(ScalarEvent event) {
    return new Node.Scalar(place(event.getStartMark()), event.getValue(), kind(event));
  }

  private Node.Kind kind(ScalarEvent event) {
    if (!event.isPlain()) {
      return Node.Kind.TEXT;
    }
    Tag tag = resolver.resolve(event.getValue(), true);
    if (tag.equals(Tag.INT)) {
      return Node.Kind.INTEGER;
    }
    if (tag.equals(Tag.FLOAT)) {
      return Node.Kind.NUMBER;
    }
    if (tag.equals(Tag.BOOL)) {
      return Node.Kind.BOOLEAN;
    }
    return tag.equals(Tag.NULL) ? Node.Kind.NOTHING : Node.Kind.TEXT;
  }

  static Place place(Optional<Mark> mark) {
    return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1)).orElse(Place.START);
  }
}
