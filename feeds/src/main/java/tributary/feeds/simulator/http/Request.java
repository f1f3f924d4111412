package tributary.feeds.simulator.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for.
 *
 * @param query the parameters, decoded; of several with one name the last
 * @param headers by their names in lower case
 */
public record Request(
    String method, String path, Map<String, String> query, Map<String, String> headers) {
  private static final int LONGEST_HEAD = 64 << 10;

  public Request {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** A parameter or a header; empty text if it is absent. */
  public String parameter(String name) {
    return query.getOrDefault(name, "");
  }

  /** A header's value; empty text if it is absent. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Reads the next request of a connection; null at its end. */
  static @Nullable Request read(InputStream in) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    String[] words = first.split(" ", -1);
    if (words.length != 3) {
      throw new IOException("no request line");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        headers.put(name, line.substring(colon + 1).strip());
      }
    }
    int mark = words[1].indexOf('?');
    String path = mark < 0 ? words[1] : words[1].substring(0, mark);
    return new Request(
        words[0], path, mark < 0 ? Map.of() : query(words[1].substring(mark + 1)), headers);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      if (line.length() == LONGEST_HEAD) {
        throw new IOException("line of more than " + LONGEST_HEAD + " bytes");
      }
      line.append(new String(new byte[] {(byte) next}, ISO_8859_1));
    }
    return line.toString().stripTrailing();
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String parameter : text.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      query.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
    }
    return query;
  }
}
