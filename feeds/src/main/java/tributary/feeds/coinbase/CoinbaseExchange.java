package tributary.feeds.coinbase;

import java.net.URI;
import java.util.List;
import tributary.core.spec.Feed;
import tributary.feeds.venue.FrameKind;
import tributary.feeds.venue.Venue;

/**
 * The Coinbase Exchange's WebSocket feed. Its facts are in {@code Facts}, what is sent in {@code
 * SubscribeFrames}, what is received in {@code FrameKinds}.
 */
public final class CoinbaseExchange implements Venue {

  @Override
  public String name() {
    return Facts.NAME;
  }

  @Override
  public URI endpoint() {
    return Facts.ENDPOINT;
  }

  @Override
  public List<String> subscribeFrames(Feed request) {
    return SubscribeFrames.of(request);
  }

  @Override
  public boolean sendsHeartbeats(Feed request) {
    return request.channels().contains(Facts.HEARTBEAT_CHANNEL);
  }

  @Override
  public FrameKind classify(byte[] frame) {
    return FrameKinds.of(frame);
  }
}
