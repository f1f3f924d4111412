package tributary.core.decode;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text as Jackson reads it, members in their order and as often as they stand there.
 *
 * @param token what stands there
 * @param text the text of a single value, escapes resolved
 * @param entries the members of an object; the items of an array, whose names are their places
 */
record Tree(JsonToken token, String text, List<Entry> entries) {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100_000).build())
          .build();

  record Entry(String name, Tree value) {}

  /** The tree, or null if the text is no JSON. */
  static @Nullable Tree read(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      JsonToken first = parser.nextToken();
      Tree tree = first == null ? null : read(parser, first);
      return parser.nextToken() == null ? tree : null;
    } catch (JacksonException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tree read(JsonParser parser, JsonToken token) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (!token.isStructStart()) {
      return new Tree(token, parser.getText(), entries);
    }
    for (JsonToken next = parser.nextToken(); !next.isStructEnd(); next = parser.nextToken()) {
      boolean isMember = next == JsonToken.FIELD_NAME;
      String name = isMember ? parser.currentName() : String.valueOf(entries.size());
      entries.add(new Entry(name, read(parser, isMember ? parser.nextToken() : next)));
    }
    return new Tree(token, "", entries);
  }

  boolean isObject() {
    return token == JsonToken.START_OBJECT;
  }

  boolean isStructure() {
    return token.isStructStart();
  }

  boolean isNull() {
    return token == JsonToken.VALUE_NULL;
  }

  /** The values of the member, one or more; none if there are none. */
  List<Tree> members(String name) {
    return entries.stream().filter(each -> each.name().equals(name)).map(Entry::value).toList();
  }

  /** How many arrays and objects stand one in the other. */
  int depth() {
    int deepest = entries.stream().mapToInt(each -> each.value().depth()).max().orElse(0);
    return isStructure() ? deepest + 1 : 0;
  }
}
