package tributary.feeds.simulator.coinbaseexchange;

import java.util.Map;
import java.util.Set;

/** The venue's channels, by the name under which they are subscribed. */
final class Channels {
  static final String TICKER = "ticker";
  static final String TICKER_BATCH = "ticker_batch";
  static final String MATCHES = "matches";
  static final String HEARTBEAT = "heartbeat";
  static final String STATUS = "status";

  private static final Set<String> OPEN =
      Set.of(TICKER, TICKER_BATCH, MATCHES, HEARTBEAT, STATUS, "level2_batch");
  private static final Set<String> WITH_KEY = Set.of("level2", "level3", "full", "user", "balance");

  /** What an ack calls them, where it is not the same. */
  private static final Map<String, String> ACKED_AS =
      Map.of(TICKER_BATCH, "ticker_1000", "level2_batch", "level2_50");

  private Channels() {}

  /** The channel of that name; both names of one are accepted. */
  static String named(String name) {
    return ACKED_AS.entrySet().stream()
        .filter(renamed -> renamed.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name);
  }

  static String ackedAs(String channel) {
    return ACKED_AS.getOrDefault(channel, channel);
  }

  static boolean exists(String channel) {
    return OPEN.contains(channel) || WITH_KEY.contains(channel);
  }

  static boolean needsKey(String channel) {
    return WITH_KEY.contains(channel);
  }

  static boolean takesProducts(String channel) {
    return !channel.equals(STATUS);
  }
}
