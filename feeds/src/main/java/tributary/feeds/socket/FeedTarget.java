package tributary.feeds.socket;

import java.net.URI;
import java.util.Set;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.SocketVenue;

/**
 * Whom a feed talks to and what it asks for.
 *
 * @param address the venue's own endpoint, or a simulator's; only this machine may be spoken to
 *     without TLS
 * @param access what the venue may need to sign the request
 */
public record FeedTarget(SocketVenue venue, URI address, Feed request, Access access) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  public FeedTarget {
    if (!isAllowed(address)) {
      throw new IllegalArgumentException(
          "Invalid feed address: " + address + " (write wss://host; ws:// only to 127.0.0.1)");
    }
  }

  private static boolean isAllowed(URI address) {
    String scheme = String.valueOf(address.getScheme());
    String host = String.valueOf(address.getHost());
    return (scheme.equals("wss") && address.getHost() != null)
        || (scheme.equals("ws") && LOOPBACK.contains(host));
  }
}
