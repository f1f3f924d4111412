package tributary.feeds.alphavantage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tributary.feeds.venue.Poll;
import tributary.feeds.venue.Reading;

/**
 * Tells series from refusals, which come with status 200 too. Only a reply with its series key is
 * data, whatever else it says.
 *
 * <pre>
 * {"Meta Data":{"2. Symbol":"IBM",...},"Weekly Adjusted Time Series":{"2022-04-05":{...},...}}
 * {"Information":"... 25 requests per day ..."}     daily limit, bursts, premium endpoints
 * {"Note":"... 5 calls per minute ..."}             the older limit
 * {"Error Message":"Invalid API call. ..."}         also for a bad key
 * </pre>
 */
final class Replies {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> REFUSALS = Set.of("Information", "Note", "Error Message");

  private final Poll poll;
  private final String seriesKey;
  private boolean hasSeries;
  private boolean isOfAnother;
  private String words = "";

  private Replies(Poll poll, String seriesKey) {
    this.poll = poll;
    this.seriesKey = seriesKey;
  }

  static Reading read(Poll poll, byte[] body) {
    String seriesKey = Series.of(poll.channel()).map(Series::seriesKey).orElse("");
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return new Reading.Unusable("reply that is no JSON object");
      }
      Replies reply = new Replies(poll, seriesKey);
      reply.walk(json);
      return json.nextToken() == null
          ? reply.reading()
          : new Reading.Unusable("reply with something behind its JSON");
    } catch (IOException damaged) {
      return new Reading.Unusable("reply that is no whole JSON");
    }
  }

  private void walk(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals("Meta Data") && value == JsonToken.START_OBJECT) {
        compareSymbol(json);
      } else if (REFUSALS.contains(name) && value == JsonToken.VALUE_STRING) {
        words = name + ": " + json.getText();
      } else {
        hasSeries |= name.equals(seriesKey) && value == JsonToken.START_OBJECT;
        json.skipChildren();
      }
    }
  }

  private void compareSymbol(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      boolean isSymbol = json.nextToken() == JsonToken.VALUE_STRING && name.equals("2. Symbol");
      if (isSymbol && !json.getText().equalsIgnoreCase(poll.key())) {
        isOfAnother = true;
      }
      json.skipChildren();
    }
  }

  private Reading reading() {
    if (hasSeries && isOfAnother) {
      return new Reading.Unusable("reply about another symbol than " + poll.key());
    }
    if (hasSeries) {
      return new Reading.Data(Set.copyOf(poll.products()));
    }
    return words.isEmpty()
        ? new Reading.Unusable("reply without \"%s\"".formatted(seriesKey))
        : new Reading.Refusal(words, pause());
  }

  /** The words are the only thing that tells the refusals apart. */
  private Optional<Duration> pause() {
    if (words.contains("apikey is invalid")) {
      return Optional.of(Facts.AFTER_BAD_KEY);
    }
    if (words.startsWith("Error Message")) {
      return Optional.empty();
    }
    // The text on bursts names the daily limit too, so it comes first.
    if (words.contains("per second") && words.contains("sparingly")) {
      return Optional.of(Facts.AFTER_BURST);
    }
    if (words.contains("per minute")) {
      return Optional.of(Facts.AFTER_MINUTE_LIMIT);
    }
    return words.contains("per day") ? Optional.of(Facts.AFTER_DAILY_LIMIT) : Optional.empty();
  }
}
