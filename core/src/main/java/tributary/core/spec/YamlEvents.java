package tributary.core.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import tributary.core.spec.Problem.Code;

/**
 * Reads the events of a text that is one plain YAML document: no anchors, aliases or tags, nothing
 * deep, nothing endless. What is refused here is reported and ends the reading of the file.
 */
final class YamlEvents {
  private static final int DEEPEST = 20;
  private static final int MOST = 100_000;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setLabel("pipeline")
          .setCodePointLimit(PipelineReader.MAX_BYTES)
          .build();

  private final Problems problems;
  private final List<Event> nodes = new ArrayList<>();
  private int depth;
  private int documents;

  private YamlEvents(Problems problems) {
    this.problems = problems;
  }

  /** The events of the nodes; null, with a problem reported, if the text is refused. */
  static @Nullable List<Event> read(String text, Problems problems) {
    YamlEvents events = new YamlEvents(problems);
    return events.isPrintable(text) && events.parse(text) ? events.nodes : null;
  }

  private boolean isPrintable(String text) {
    Place place = Place.START;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      if (!StreamReader.isPrintable(character)) {
        return refuse(
            place,
            Code.SYNTAX,
            "Invalid character: U+%04X".formatted(character),
            "printable text; in double quotes it can be written as an escape");
      }
      place =
          character == '\n'
              ? new Place(place.line() + 1, 1)
              : new Place(place.line(), place.column() + 1);
    }
    return true;
  }

  private boolean parse(String text) {
    try {
      for (Event event : new Parse(SETTINGS).parseString(text)) {
        if (!take(event)) {
          return false;
        }
      }
    } catch (MarkedYamlEngineException e) {
      String context = e.getContext() == null ? "" : " " + e.getContext();
      return refuse(
          YamlDocument.place(e.getProblemMark().or(e::getContextMark)),
          Code.SYNTAX,
          "Invalid YAML" + context + ": " + e.getProblem(),
          "YAML 1.2");
    } catch (YamlEngineException e) {
      return refuse(Place.START, Code.SYNTAX, "Invalid YAML: " + e.getMessage(), "YAML 1.2");
    }
    return !nodes.isEmpty()
        || refuse(
            Place.START, Code.SYNTAX, "Cannot find a pipeline: the file is empty", "a pipeline");
  }

  private boolean take(Event event) {
    Optional<String> refused = refusal(event);
    if (refused.isPresent()) {
      return refuse(
          YamlDocument.place(event.getStartMark()),
          Code.UNSUPPORTED_YAML,
          "Cannot use " + refused.get(),
          "one document of plain blocks, lists and values");
    }
    if (event instanceof NodeEvent || event instanceof CollectionEndEvent) {
      nodes.add(event);
    }
    return true;
  }

  private Optional<String> refusal(Event event) {
    if (event.getEventId() == Event.ID.DocumentStart && ++documents > 1) {
      return Optional.of("a second document in one file");
    }
    if (event.getEventId() == Event.ID.Alias) {
      return Optional.of("an alias: write the value out");
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      return Optional.of("an anchor: there are no aliases");
    }
    if (hasTag(event)) {
      return Optional.of("a tag: write the value without it");
    }
    depth += event instanceof CollectionStartEvent ? 1 : 0;
    depth -= event instanceof CollectionEndEvent ? 1 : 0;
    if (depth > DEEPEST) {
      return Optional.of("blocks that are nested more than " + DEEPEST + " deep");
    }
    return nodes.size() == MOST
        ? Optional.of("a file of more than " + MOST + " values")
        : Optional.empty();
  }

  private static boolean hasTag(Event event) {
    return (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
        || (event instanceof CollectionStartEvent start && start.getTag().isPresent());
  }

  private boolean refuse(Place place, Code code, String message, String expected) {
    problems.report(place, code, message, expected);
    return false;
  }
}
