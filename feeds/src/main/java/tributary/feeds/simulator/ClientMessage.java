package tributary.feeds.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's message, an object of JSON, read member by member; a value that is not asked for is
 * passed over. What is written otherwise than it is read is an {@link IOException}. For one thread.
 */
public final class ClientMessage implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser json;
  private boolean hasEntered;

  /** Stands before the first member. */
  public ClientMessage(String text) throws IOException {
    json = JSON.createParser(text);
    json.nextToken();
    enter();
  }

  /** The text as JSON has it, for answers to the client. */
  public static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsUTF8(text), UTF_8) + "\"";
  }

  /** Goes into the object that the value is, before its first member. */
  public void enter() throws IOException {
    expect(JsonToken.START_OBJECT);
    hasEntered = true;
  }

  /** Moves to the next member's value; its name, or null after the last. */
  public @Nullable String member() throws IOException {
    next();
    if (json.currentToken() == JsonToken.END_OBJECT) {
      return null;
    }
    expect(JsonToken.FIELD_NAME);
    String name = json.currentName();
    json.nextToken();
    return name;
  }

  /** Goes into the array that the value is, before its first element. */
  public void enterArray() throws IOException {
    expect(JsonToken.START_ARRAY);
    hasEntered = true;
  }

  /** Moves to the next element; false after the last. */
  public boolean element() throws IOException {
    next();
    return json.currentToken() != JsonToken.END_ARRAY;
  }

  private void next() throws IOException {
    if (!hasEntered) {
      json.skipChildren();
    }
    hasEntered = false;
    json.nextToken();
  }

  /** Whether the value is an object. */
  public boolean isObject() {
    return json.currentToken() == JsonToken.START_OBJECT;
  }

  /** The string that the value is. */
  public String text() throws IOException {
    expect(JsonToken.VALUE_STRING);
    return json.getText();
  }

  /** The string, number or word that the value is, as it came. */
  public String scalar() throws IOException {
    JsonToken token = json.currentToken();
    if (token == null || !token.isScalarValue()) {
      throw unexpected();
    }
    return json.getText();
  }

  /** The strings of the array that the value is. */
  public List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    enterArray();
    while (element()) {
      texts.add(text());
    }
    return texts;
  }

  private void expect(JsonToken expected) throws IOException {
    if (json.currentToken() != expected) {
      throw unexpected();
    }
  }

  private IOException unexpected() {
    return new IOException(
        "unexpected " + json.currentToken() + " at " + json.currentLocation().getColumnNr());
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
