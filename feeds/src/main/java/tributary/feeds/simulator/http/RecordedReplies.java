package tributary.feeds.simulator.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Replies from files. One that names its symbol answers questions about that symbol only; any other
 * answers whatever is asked. Each is said once, in order; when there is no new one, the last that
 * fits is said again.
 */
final class RecordedReplies implements Played {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_BYTES = 64 << 20;

  /** One reply; the symbol is empty text if it names none. */
  private record Recorded(Response response, String symbol, List<String> names) {}

  private final Manners manners;
  private final List<Recorded> left = new ArrayList<>();
  private final Map<String, Recorded> last = new LinkedHashMap<>();

  RecordedReplies(List<Path> files, Manners manners) {
    this.manners = manners;
    for (Path file : files) {
      try {
        read(file);
      } catch (IOException failure) {
        throw new UncheckedIOException(
            "Cannot read recording %s: %s".formatted(file, failure.getMessage()), failure);
      }
    }
  }

  private void read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = open(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IOException("more than " + MOST_BYTES + " bytes");
    }
    if (!file.toString().endsWith(".jsonl")) {
      left.add(recorded(Response.json(bytes)));
      return;
    }
    int begin = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        left.add(line(Arrays.copyOfRange(bytes, begin, at)));
        begin = at + 1;
      }
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  /**
   * {@code {"status":200,"headers":{...},"body":{...}}}; the body's bytes are taken as they are.
   */
  private static Recorded line(byte[] line) throws IOException {
    Response response = Response.json("");
    try (JsonParser json = JSON.createParser(line)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "status" -> response = response.status(json.getIntValue());
          case "headers" -> response = headers(json, response);
          case "body" -> response = response.body(slice(json, line));
          default -> json.skipChildren();
        }
      }
    }
    return recorded(response);
  }

  private static Response headers(JsonParser json, Response to) throws IOException {
    Response response = to;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName().toLowerCase(Locale.ROOT);
      json.nextToken();
      if (!name.equals("content-length") && !name.equals("content-type")) {
        response = response.header(name, json.getText());
      }
    }
    return response;
  }

  private static byte[] slice(JsonParser json, byte[] line) throws IOException {
    int from = (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    return Arrays.copyOfRange(line, from, (int) json.currentLocation().getByteOffset());
  }

  private static Recorded recorded(Response response) throws IOException {
    String symbol = "";
    List<String> names = new ArrayList<>();
    try (JsonParser json = JSON.createParser(response.body())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.START_OBJECT) {
          names.add(name);
        }
        symbol = name.equals("Meta Data") ? symbol(json) : symbol;
        json.skipChildren();
      }
    }
    return new Recorded(response, symbol, names);
  }

  private static String symbol(JsonParser json) throws IOException {
    String symbol = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean isSymbol = json.currentName().equals("2. Symbol");
      json.nextToken();
      symbol = isSymbol ? json.getText() : symbol;
    }
    return symbol;
  }

  @Override
  public Served reply(Request request) {
    String asked = request.parameter("symbol").toUpperCase(Locale.ROOT);
    Recorded recorded = next(asked);
    if (recorded == null) {
      return Served.refusal(
          Response.json("{\"Error Message\":\"Invalid API call: no such symbol\"}"));
    }
    last.put(asked, recorded);
    return new Served(recorded.response(), products(recorded));
  }

  private @Nullable Recorded next(String asked) {
    for (Recorded recorded : left) {
      String symbol = recorded.symbol().toUpperCase(Locale.ROOT);
      if (symbol.isEmpty() || symbol.equals(asked)) {
        left.remove(recorded);
        return recorded;
      }
    }
    return last.get(asked);
  }

  /** What a client must make of it. */
  private List<String> products(Recorded recorded) {
    if (recorded.response().status() != 200) {
      return List.of();
    }
    return manners == VenueManners.ALPHA_VANTAGE
        ? recorded.symbol().isEmpty() ? List.of() : List.of(recorded.symbol())
        : recorded.names();
  }

  @Override
  public boolean isDone() {
    return left.isEmpty();
  }

  @Override
  public Manners manners() {
    return manners;
  }
}
