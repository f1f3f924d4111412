package tributary.feeds.venue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a REST reply token by token: depth, lengths and counts are bounded, and numbers
 * keep the text in which they came. For one thread.
 */
public final class ReplyBody {
  private static final int MOST_FIELDS = 64;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxNameLength(200)
                  .maxStringLength(4_096)
                  .maxNumberLength(100)
                  .build())
          .build();

  /** What to make of a body. */
  @FunctionalInterface
  public interface Reading {
    RestBackfill.Reply of(ReplyBody body) throws IOException;
  }

  private final JsonParser parser;

  private ReplyBody(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads the whole body; what cannot be read so is a {@link RestBackfill.Failed}. */
  public static RestBackfill.Reply read(byte[] bytes, Reading reading) {
    try (JsonParser parser = JSON.createParser(bytes)) {
      ReplyBody body = new ReplyBody(parser);
      RestBackfill.Reply reply = reading.of(body);
      if (parser.nextToken() != null) {
        throw body.unexpected("nothing after the reply");
      }
      return reply;
    } catch (JsonProcessingException unreadable) {
      return new RestBackfill.Failed("Cannot read the reply: " + unreadable.getOriginalMessage());
    } catch (IOException unreadable) {
      return new RestBackfill.Failed("Cannot read the reply: " + unreadable.getMessage());
    }
  }

  /** Enters the object that must be next. */
  public void enterObject() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw unexpected("an object");
    }
  }

  /** The next member's name, whose value must be read then; null after the object's end. */
  public @Nullable String member() throws IOException {
    return parser.nextToken() == JsonToken.END_OBJECT ? null : parser.currentName();
  }

  /** The exact text of the string or number that must be next. */
  public String text() throws IOException {
    parser.nextToken();
    return scalar();
  }

  /** The array of strings or numbers that must be next. */
  public List<String> texts() throws IOException {
    enterArray();
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      checkRoom(texts.size(), MOST_FIELDS);
      texts.add(scalar());
    }
    return texts;
  }

  /** Passes over the value that is next. */
  public void skip() throws IOException {
    parser.nextToken();
    parser.skipChildren();
  }

  /**
   * The array of rows that must be next. The fields of a row that is an array are named 0, 1, ...
   *
   * @param most more than so many are refused
   */
  public List<ReplyRow> rows(int most) throws IOException {
    enterArray();
    List<ReplyRow> rows = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      checkRoom(rows.size(), most);
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        rows.add(arrayRow());
      } else if (parser.currentToken() == JsonToken.START_OBJECT) {
        rows.add(objectRow());
      } else {
        throw unexpected("a row");
      }
    }
    return rows;
  }

  private ReplyRow objectRow() throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (String name = member(); name != null; name = member()) {
      checkRoom(fields.size(), MOST_FIELDS);
      if (parser.nextToken().isScalarValue()) {
        fields.put(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return new ReplyRow(fields);
  }

  private ReplyRow arrayRow() throws IOException {
    Map<String, String> fields = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      checkRoom(fields.size(), MOST_FIELDS);
      fields.put(Integer.toString(fields.size()), scalar());
    }
    return new ReplyRow(fields);
  }

  private void enterArray() throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw unexpected("an array");
    }
  }

  private String scalar() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null || !token.isScalarValue()) {
      throw unexpected("a text or a number");
    }
    return parser.getText();
  }

  private void checkRoom(int size, int most) throws IOException {
    if (size == most) {
      throw unexpected("no more than " + most);
    }
  }

  private IOException unexpected(String expected) {
    return new JsonParseException(
        parser, "expected " + expected + ", found " + parser.currentToken());
  }
}
