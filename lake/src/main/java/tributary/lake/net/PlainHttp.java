package tributary.lake.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** Whether passwords, tokens and rows may be sent to an address of the web. */
public final class PlainHttp {
  /** The property by which a user takes the risk. */
  public static final String INSECURE = "insecure";

  private PlainHttp() {}

  /**
   * Refuses an address to which they would travel as they are over a network, unless {@code
   * insecure=true} is said.
   *
   * @param key the address's full key, such as {@code clickhouse.url}
   * @param properties those of the store, without its name
   * @throws IllegalArgumentException if it is refused, or insecure is neither true nor false; the
   *     message does not have the address
   */
  public static void check(String key, String address, Map<String, String> properties) {
    String store = key.substring(0, key.indexOf('.'));
    String said = properties.getOrDefault(INSECURE, "false");
    if (!said.equals("true") && !said.equals("false")) {
      throw new IllegalArgumentException(
          "Invalid %s.%s: %s. Use true or false".formatted(store, INSECURE, said));
    }
    if (said.equals("false") && !isSafe(address)) {
      throw new IllegalArgumentException(
          "Invalid %s: over plain http to another machine passwords, tokens and rows can be read on the way. Use https, or say %s.%s=true"
              .formatted(key, store, INSECURE));
    }
  }

  private static boolean isSafe(String address) {
    try {
      URI uri = new URI(address.strip());
      return "https".equalsIgnoreCase(uri.getScheme())
          || uri.getHost() != null && Loopback.is(uri.getHost());
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
