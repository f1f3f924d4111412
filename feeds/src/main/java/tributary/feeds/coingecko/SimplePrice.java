package tributary.feeds.coingecko;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tributary.feeds.venue.Poll;
import tributary.feeds.venue.Reading;

/**
 * Tells prices from errors. Coins are members whose value is an object; a coin that the venue does
 * not know is just not there. Errors come in three shapes:
 *
 * <pre>
 * {"bitcoin":{"usd":83749.12,"last_updated_at":1791367550},...}
 * {"status":{"error_code":429,"error_message":"..."}}
 * {"error":{"status":{"error_code":10002,"error_message":"..."}}}
 * {"error":"invalid vs_currency"}
 * </pre>
 */
final class SimplePrice {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> ERRORS = Set.of("error", "status");
  private static final Set<String> ERROR_MEMBERS = Set.of("error_code", "error_message");

  private SimplePrice() {}

  static Reading read(Poll poll, byte[] body) {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return new Reading.Unusable("reply that is no JSON object");
      }
      return read(poll, json);
    } catch (IOException damaged) {
      return new Reading.Unusable("reply that is no whole JSON");
    }
  }

  private static Reading read(Poll poll, JsonParser json) throws IOException {
    Set<String> told = new LinkedHashSet<>();
    Optional<String> error = Optional.empty();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
      Optional<String> words = ERRORS.contains(name) ? words(json) : Optional.empty();
      if (words.isPresent()) {
        error = words;
      } else if (isObject && poll.products().contains(name)) {
        told.add(name);
      }
      json.skipChildren();
    }
    if (json.nextToken() != null) {
      return new Reading.Unusable("reply with something behind its JSON");
    }
    if (error.isPresent()) {
      return new Reading.Refusal(error.get(), Optional.empty());
    }
    return told.isEmpty()
        ? new Reading.Refusal("no price: it knows none of " + poll.products(), Optional.empty())
        : new Reading.Data(told);
  }

  /**
   * The text itself, or {@code error_message} at any depth; empty for a coin of that name, which
   * there is: {@code status}. Reads to the value's end.
   */
  private static Optional<String> words(JsonParser json) throws IOException {
    if (!json.currentToken().isStructStart()) {
      return Optional.of(json.getText());
    }
    Optional<String> words = Optional.empty();
    for (int depth = 1; depth > 0; ) {
      JsonToken next = json.nextToken();
      if (next == null) {
        return words;
      }
      depth += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
      if (next.isScalarValue() && ERROR_MEMBERS.contains(String.valueOf(json.currentName()))) {
        words = Optional.of(json.getText());
      }
    }
    return words;
  }
}
