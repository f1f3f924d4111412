package tributary.feeds.bitstamp;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Heard;
import tributary.feeds.venue.Profile;
import tributary.feeds.venue.SocketVenue;

/**
 * Bitstamp's WebSocket v2. Its facts are in {@code Facts}, what is sent in {@code SubscribeFrames},
 * what is received in {@code FrameKinds}. It sends nothing on a quiet market but WebSocket pings,
 * and answers a client's own heartbeat message, which the feed does not send.
 */
public final class Bitstamp implements SocketVenue {

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
}
