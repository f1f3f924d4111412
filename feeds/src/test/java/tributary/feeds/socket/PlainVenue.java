package tributary.feeds.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.FrameKind;
import tributary.feeds.venue.Heard;
import tributary.feeds.venue.Profile;
import tributary.feeds.venue.SocketVenue;

/**
 * A venue with plain words for frames, of whatever temper a test needs.
 *
 * <pre>
 * subscribe A,B      what is sent to it
 * ack A,B | data A x | beat A | beat | refuse WORDS | bye     what it sends, or 17:data A, numbered
 * </pre>
 *
 * @param perConnection how many products it takes on one connection
 */
record PlainVenue(
    Heartbeats kind,
    int perConnection,
    Duration connectSpacing,
    Optional<Duration> longestConnection,
    boolean namesWhatItAcks)
    implements SocketVenue {

  static PlainVenue with(Heartbeats kind) {
    return new PlainVenue(kind, 100, Duration.ofMillis(1), Optional.empty(), true);
  }

  PlainVenue perConnection(int products) {
    return new PlainVenue(kind, products, connectSpacing, longestConnection, namesWhatItAcks);
  }

  PlainVenue spaced(Duration spacing) {
    return new PlainVenue(kind, perConnection, spacing, longestConnection, namesWhatItAcks);
  }

  PlainVenue cuttingAfter(Duration longest) {
    return new PlainVenue(
        kind, perConnection, connectSpacing, Optional.of(longest), namesWhatItAcks);
  }

  PlainVenue ackingWithoutNames() {
    return new PlainVenue(kind, perConnection, connectSpacing, longestConnection, false);
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public Profile profile() {
    return new Profile("Plain", List.of(), "A", List.of(), List.of(), "");
  }

  @Override
  public void check(Feed request) {}

  @Override
  public URI endpoint() {
    return URI.create("wss://plain.invalid");
  }

  @Override
  public List<Feed> connections(Feed request) {
    List<Feed> parts = new ArrayList<>();
    List<String> products = request.products();
    for (int from = 0; from < products.size(); from += perConnection) {
      int until = Math.min(products.size(), from + perConnection);
      parts.add(new Feed("plain", products.subList(from, until), request.channels()));
    }
    return parts;
  }

  @Override
  public List<String> subscribeFrames(Feed request, Access access) {
    return List.of("subscribe " + String.join(",", request.products()));
  }

  @Override
  public Heartbeats heartbeats(Feed request) {
    return kind;
  }

  @Override
  public Heard classify(byte[] frame) {
    String text = new String(frame, UTF_8);
    int colon = text.indexOf(':');
    long sequence = colon < 0 ? Heard.UNNUMBERED : Long.parseLong(text.substring(0, colon));
    return new Heard(kind(text.substring(colon + 1).split(" ", 3)), sequence);
  }

  private FrameKind kind(String[] words) {
    String rest = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "data" -> new FrameKind.Data(rest);
      case "beat" -> new FrameKind.Heartbeat(rest.isEmpty() ? null : rest);
      case "refuse" -> new FrameKind.Refusal(rest);
      case "bye" -> new FrameKind.Closing("bye");
      case "ack" -> ack(rest.isEmpty() ? Set.of() : Set.of(rest.split(",")));
      default -> new FrameKind.Unknown(null);
    };
  }

  private FrameKind ack(Set<String> products) {
    boolean beats = kind == Heartbeats.PRODUCT;
    return new FrameKind.Ack(Map.of("data", products), beats ? products : Set.of());
  }
}
