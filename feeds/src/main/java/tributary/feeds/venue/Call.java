package tributary.feeds.venue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One GET request to a venue, with its secrets apart, so that it can be shown. Immutable.
 *
 * <pre>{@code
 * Call.to(address, "/query").with("symbol", "IBM").withSecret("apikey", key)
 * }</pre>
 */
public final class Call {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7e]{1,4096}");
  private static final int SHORTEST_SECRET = 4;

  private final URI base;
  private final String path;
  private final String query;
  private final String shownQuery;
  private final Map<String, Secret> headers;
  private final List<Secret> secrets;

  private Call(
      URI base,
      String path,
      String query,
      String shownQuery,
      Map<String, Secret> headers,
      List<Secret> secrets) {
    this.base = base;
    this.path = path;
    this.query = query;
    this.shownQuery = shownQuery;
    this.headers = headers;
    this.secrets = secrets;
  }

  /**
   * A call without parameters.
   *
   * @param base the venue's host, or a simulator's; only this machine may be spoken to without TLS
   * @param path begins with a slash; anything in it that a URI does not allow must be encoded
   * @throws IllegalArgumentException if the address is another kind of URI
   */
  public static Call to(URI base, String path) {
    if (!isAllowed(base)) {
      throw new IllegalArgumentException(
          "Invalid address of a venue: %s (write https://host; http:// only to 127.0.0.1)"
              .formatted(base.getHost() == null ? base.getScheme() : base.getHost()));
    }
    return new Call(base, path, "", "", Map.of(), List.of());
  }

  private static boolean isAllowed(URI base) {
    String scheme = String.valueOf(base.getScheme());
    String host = String.valueOf(base.getHost());
    boolean isBare =
        base.getRawUserInfo() == null
            && base.getRawQuery() == null
            && (base.getRawPath() == null || base.getRawPath().isEmpty());
    return isBare
        && ((scheme.equals("https") && base.getHost() != null)
            || (scheme.equals("http") && LOOPBACK.contains(host)));
  }

  /** The same with a parameter in the query. */
  public Call with(String name, String value) {
    return with(name, value, encoded(value));
  }

  /** The same with a parameter in the query that is not shown. */
  public Call withSecret(String name, Secret value) {
    Call with = with(name, value.reveal(), "***");
    return new Call(base, path, with.query, with.shownQuery, headers, and(value));
  }

  private Call with(String name, String value, String shown) {
    String before = query.isEmpty() ? "?" : "&";
    String parameter = before + encoded(name) + "=";
    return new Call(
        base,
        path,
        query + parameter + encoded(value),
        shownQuery + parameter + shown,
        headers,
        secrets);
  }

  /**
   * The same with a header that is not shown.
   *
   * @throws IllegalArgumentException if a header cannot hold the secret; the message does not
   */
  public Call withHeader(String name, Secret value) {
    if (!HEADER_VALUE.matcher(value.reveal()).matches()) {
      throw new IllegalArgumentException(
          "Invalid secret for the header %s: it is empty or holds a character other than ASCII"
              .formatted(name));
    }
    Map<String, Secret> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Call(base, path, query, shownQuery, more, and(value));
  }

  private List<Secret> and(Secret value) {
    List<Secret> more = new ArrayList<>(secrets);
    more.add(value);
    return List.copyOf(more);
  }

  /** Where to send it, secrets included: to be used, not shown. */
  public URI address() {
    return URI.create(base + path + query);
  }

  /** What to send as headers beside the usual ones: to be used, not shown. */
  public Map<String, Secret> headers() {
    return Map.copyOf(headers);
  }

  /** The text with each of the call's secrets made unreadable, however it is encoded. */
  public String redact(String text) {
    String redacted = text;
    for (Secret secret : secrets) {
      redacted = secret.redactFrom(redacted);
      redacted = new Secret(encoded(secret.reveal())).redactFrom(redacted);
    }
    return redacted;
  }

  /**
   * Whether a body tells one of the call's secrets. One of fewer than four characters, which any
   * text may hold by chance, is not looked for.
   */
  public boolean isToldBy(byte[] body) {
    String text = secrets.isEmpty() ? "" : new String(body, UTF_8);
    return secrets.stream()
        .map(Secret::reveal)
        .anyMatch(secret -> secret.length() >= SHORTEST_SECRET && text.contains(secret));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /** The address without secrets. */
  @Override
  public String toString() {
    return base + path + shownQuery;
  }
}
