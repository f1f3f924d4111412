package tributary.lake.clickhouse;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tributary.lake.net.PlainHttp;

/**
 * Which server, and as whom.
 *
 * @param url scheme, host and port, nothing secret
 * @param database where tables of one name go
 */
record Access(String url, String user, String password, String database) {
  private static final List<String> KNOWN =
      List.of("url", "user", "password", "database", PlainHttp.INSECURE);

  static Access of(Map<String, String> properties) {
    for (String name : properties.keySet()) {
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            "Invalid property of ClickHouse: " + name + ": known are " + String.join(", ", KNOWN));
      }
    }
    String url = url(properties.get("url"));
    PlainHttp.check("clickhouse.url", url, properties);
    return new Access(
        url,
        properties.getOrDefault("user", "default"),
        properties.getOrDefault("password", ""),
        properties.getOrDefault("database", "default"));
  }

  /** What does not fit is not quoted: somebody may have written a password into it. */
  private static String url(@Nullable String text) {
    try {
      URI url = new URI(text == null ? "" : text.strip());
      boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean isPlain =
          !url.isOpaque()
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null
              && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
      if (isWeb && url.getHost() != null && isPlain) {
        int port =
            url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("http") ? 8123 : 8443;
        return url.getScheme() + "://" + url.getHost() + ":" + port;
      }
    } catch (URISyntaxException e) {
      // Its message quotes the text.
    }
    throw new IllegalArgumentException(
        "Invalid url of ClickHouse: needs http://HOST:PORT or https://HOST:PORT and nothing else;"
            + " user and password are properties of their own");
  }

  @Override
  public String toString() {
    return url + " as " + user;
  }
}
