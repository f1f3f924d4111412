package tributary.feeds.coinbaseadvanced;

import java.net.URI;
import java.util.List;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Heard;
import tributary.feeds.venue.Profile;
import tributary.feeds.venue.SocketVenue;

/**
 * Coinbase Advanced Trade's WebSocket feed. Its facts are in {@code Facts}, what is sent in {@code
 * SubscribeFrames}, what is received in {@code FrameKinds}.
 */
public final class CoinbaseAdvanced implements SocketVenue {

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
    SubscribeFrames.check(request);
  }

  @Override
  public URI endpoint() {
    return Facts.ENDPOINT;
  }

  @Override
  public List<Feed> connections(Feed request) {
    return SubscribeFrames.connections(request);
  }

  @Override
  public List<String> subscribeFrames(Feed request, Access access) {
    return SubscribeFrames.of(request, access);
  }

  @Override
  public Heartbeats heartbeats(Feed request) {
    return Heartbeats.CONNECTION;
  }

  @Override
  public Heard classify(byte[] frame) {
    return FrameKinds.of(frame);
  }
}
