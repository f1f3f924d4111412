package tributary.feeds.binance;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Heard;
import tributary.feeds.venue.Profile;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.SocketVenue;

/**
 * Binance's combined WebSocket streams of market data. Its facts are in {@code Facts}, what is sent
 * in {@code SubscribeFrames}, what is received in {@code FrameKinds}. Its pings are answered by the
 * client; they are no frames, so that a quiet market's silence proves nothing.
 */
public final class BinanceSpot implements SocketVenue {

  @Override
  public String name() {
    return Facts.NAME;
  }

  @Override
  public Profile profile() {
    return Facts.PROFILE;
  }

  @Override
  public void check(Feed request) {
    SubscribeFrames.of(request);
  }

  @Override
  public URI endpoint() {
    return Facts.ENDPOINT;
  }

  @Override
  public Duration connectSpacing() {
    return Facts.CONNECT_SPACING;
  }

  /** They name the message that they answer. */
  @Override
  public boolean namesWhatItAcks() {
    return false;
  }

  @Override
  public Optional<Duration> longestConnection() {
    return Optional.of(Facts.LONGEST_CONNECTION);
  }

  @Override
  public List<Feed> connections(Feed request) {
    return SubscribeFrames.connections(request);
  }

  @Override
  public List<String> subscribeFrames(Feed request, Access access) {
    return SubscribeFrames.of(request);
  }

  @Override
  public Heartbeats heartbeats(Feed request) {
    return Heartbeats.NONE;
  }

  @Override
  public Heard classify(byte[] frame) {
    return Heard.unnumbered(FrameKinds.of(frame));
  }

  @Override
  public Optional<RestBackfill> backfill(Feed request) {
    return Backfill.of(request);
  }
}
