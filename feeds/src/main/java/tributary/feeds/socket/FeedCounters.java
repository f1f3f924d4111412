package tributary.feeds.socket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.feeds.socket.FeedStatus.LastHeard;
import tributary.feeds.socket.FeedStatus.State;
import tributary.feeds.venue.FrameKind;

/** What a feed counts over all its connections. Any thread. */
final class FeedCounters {
  /** A venue could say a new thing each time: beyond this many they are counted together. */
  private static final int MOST_VENUE_ERRORS = 100;

  private static final LastHeard NEVER = new LastHeard(OptionalLong.empty(), OptionalLong.empty());

  private final Map<String, LastHeard> products = new LinkedHashMap<>();
  private final Map<String, Long> refusals = new TreeMap<>();
  private final Map<String, Long> venueErrors = new TreeMap<>();
  private State state = State.CONNECTING;
  private long frames;
  private long bytes;
  private long connections;
  private @Nullable String lastEnding;

  FeedCounters(List<String> products) {
    products.forEach(product -> this.products.put(product, NEVER));
  }

  synchronized void connecting() {
    state = State.CONNECTING;
    connections++;
  }

  synchronized void live() {
    state = State.LIVE;
  }

  synchronized void backingOff(String ending) {
    state = State.BACKING_OFF;
    lastEnding = ending;
  }

  synchronized void closed() {
    state = State.CLOSED;
  }

  synchronized void frame(FrameKind kind, int length, long receivedMicros) {
    frames++;
    bytes += length;
    OptionalLong now = OptionalLong.of(receivedMicros);
    if (kind instanceof FrameKind.Data data) {
      products.computeIfPresent(
          data.product(), (product, before) -> new LastHeard(now, before.heartbeatMicros()));
    } else if (kind instanceof FrameKind.Heartbeat heartbeat && heartbeat.product() != null) {
      products.computeIfPresent(
          heartbeat.product(), (product, before) -> new LastHeard(before.dataMicros(), now));
    } else if (kind instanceof FrameKind.Refusal refusal) {
      boolean room =
          venueErrors.size() < MOST_VENUE_ERRORS || venueErrors.containsKey(refusal.text());
      venueErrors.merge(room ? refusal.text() : "other errors", 1L, Long::sum);
    }
  }

  synchronized void refused(String reason) {
    refusals.merge(reason, 1L, Long::sum);
  }

  synchronized FeedStatus status() {
    return new FeedStatus(
        state,
        frames,
        bytes,
        Math.max(0, connections - 1),
        refusals,
        venueErrors,
        products,
        Optional.ofNullable(lastEnding));
  }
}
