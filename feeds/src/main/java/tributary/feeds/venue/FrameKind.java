package tributary.feeds.venue;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a frame is to the feed that received it. Whatever it is, it is published. */
public sealed interface FrameKind {

  /** The product, which keeps the frames of one instrument in one partition; null without one. */
  @Nullable String product();

  /** Says something about a product. */
  record Data(String product) implements FrameKind {}

  /** Says only that the product's feed lives; of the whole connection's if it names none. */
  record Heartbeat(@Nullable String product) implements FrameKind {}

  /**
   * The venue tells what is subscribed: all of it (Coinbase), what one message added (Kraken), or
   * only that a message was understood (Binance); the last lists nothing.
   *
   * @param channels for each channel, by the venue's own name of it, its products
   * @param heartbeats the products for which heartbeats will come
   */
  record Ack(Map<String, Set<String>> channels, Set<String> heartbeats) implements FrameKind {
    public Ack {
      channels = Map.copyOf(channels);
      heartbeats = Set.copyOf(heartbeats);
    }

    @Override
    public @Nullable String product() {
      return null;
    }
  }

  /**
   * The venue refuses something; what else was asked for goes on.
   *
   * @param text the venue's own words, JSON escapes left as they came
   */
  record Refusal(String text) implements FrameKind {
    @Override
    public @Nullable String product() {
      return null;
    }
  }

  /** The venue is about to end the connection. */
  record Closing(String text) implements FrameKind {
    @Override
    public @Nullable String product() {
      return null;
    }
  }

  /** Not a kind that the venue documents, or no whole JSON object; a product if it names one. */
  record Unknown(@Nullable String product) implements FrameKind {}
}
