package tributary.feeds.kraken;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Heard;
import tributary.feeds.venue.Profile;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.SocketVenue;

/**
 * Kraken's WebSocket v2. Its facts are in {@code Facts}, what is sent in {@code SubscribeFrames},
 * what is received in {@code FrameKinds}. Its heartbeats name no product: they show a live
 * connection.
 */
public final class Kraken implements SocketVenue {

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
  public List<Feed> connections(Feed request) {
    return List.of(request);
  }

  @Override
  public List<String> subscribeFrames(Feed request, Access access) {
    return SubscribeFrames.of(request);
  }

  @Override
  public Heartbeats heartbeats(Feed request) {
    return Heartbeats.CONNECTION;
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
