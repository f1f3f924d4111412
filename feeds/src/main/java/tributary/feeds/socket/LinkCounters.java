package tributary.feeds.socket;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tributary.feeds.socket.FeedStatus.Numbers;
import tributary.feeds.socket.FeedStatus.State;
import tributary.feeds.venue.FrameKind;

/** What is counted over all connections of one link. Any thread. */
final class LinkCounters {
  /** A venue could say a new thing each time: beyond this many they are counted together. */
  private static final int MOST_VENUE_ERRORS = 100;

  private final Map<String, ProductSigns> products = new LinkedHashMap<>();
  private final Map<String, Long> refusals = new TreeMap<>();
  private final Map<String, Long> venueErrors = new TreeMap<>();
  private final boolean hasHeartbeats;
  private final FeedSettings settings;
  private final LongSupplier nanos;
  private State state = State.CONNECTING;
  private @Nullable Subscriptions subscriptions;
  private long subscribedNanos;
  private long frames;
  private long bytes;
  private long connections;
  private long marks;
  private long missed;
  private long backward;
  private OptionalLong lastMicros = OptionalLong.empty();
  private @Nullable String lastEnding;

  /**
   * @param hasHeartbeats whether heartbeats come for each product
   */
  LinkCounters(
      List<String> products, boolean hasHeartbeats, FeedSettings settings, LongSupplier nanos) {
    long now = nanos.getAsLong();
    for (String product : products) {
      this.products.computeIfAbsent(product, added -> new ProductSigns()).connected(now);
    }
    this.hasHeartbeats = hasHeartbeats;
    this.settings = settings;
    this.nanos = nanos;
  }

  synchronized void begun() {
    connections++;
  }

  synchronized void state(State now) {
    state = now;
  }

  /** The connection that counts from now on was answered. */
  synchronized void live(Subscriptions confirmed) {
    state = State.LIVE;
    subscriptions = confirmed;
    subscribedNanos = nanos.getAsLong();
    products.values().forEach(product -> product.connected(subscribedNanos));
  }

  synchronized void ended(String reason) {
    lastEnding = reason;
    state = State.BACKING_OFF;
  }

  synchronized void frame(FrameKind kind, int length, long receivedMicros, long receivedNanos) {
    frames++;
    bytes += length;
    lastMicros = OptionalLong.of(receivedMicros);
    if (kind instanceof FrameKind.Data data) {
      ProductSigns product = products.get(data.product());
      if (product != null) {
        product.data(receivedMicros, receivedNanos);
      }
    } else if (kind instanceof FrameKind.Heartbeat heartbeat) {
      String named = heartbeat.product();
      ProductSigns product = named == null ? null : products.get(named);
      if (product != null) {
        product.heartbeat(receivedMicros, receivedNanos);
      }
    } else if (kind instanceof FrameKind.Refusal refusal) {
      boolean room =
          venueErrors.size() < MOST_VENUE_ERRORS || venueErrors.containsKey(refusal.text());
      venueErrors.merge(room ? refusal.text() : "other errors", 1L, Long::sum);
    }
  }

  synchronized void refused(String reason) {
    refusals.merge(reason, 1L, Long::sum);
  }

  synchronized void marked() {
    marks++;
  }

  synchronized void missed(long numbers) {
    missed += numbers;
  }

  synchronized void wentBack() {
    backward++;
  }

  synchronized FeedStatus status() {
    long now = nanos.getAsLong();
    Set<String> unsubscribed = unsubscribed(now);
    Map<String, FeedStatus.LastHeard> heard = new HashMap<>();
    Map<String, Freshness> freshness = new HashMap<>();
    products.forEach(
        (product, signs) -> {
          heard.put(product, signs.lastHeard());
          freshness.put(product, freshness(signs, !unsubscribed.contains(product), now));
        });
    return new FeedStatus(
        state,
        1,
        state == State.LIVE ? 1 : 0,
        frames,
        bytes,
        Math.max(0, connections - 1),
        marks,
        new Numbers(missed, backward),
        refusals,
        venueErrors,
        unsubscribed,
        heard,
        freshness,
        Optional.ofNullable(lastEnding));
  }

  private Set<String> unsubscribed(long now) {
    if (subscriptions == null || state != State.LIVE) {
      return Set.of();
    }
    boolean mayStillCome = now - subscribedNanos < settings.subscribeDeadline().toNanos();
    return mayStillCome ? Set.of() : new TreeSet<>(subscriptions.missing());
  }

  private Freshness freshness(ProductSigns product, boolean isSubscribed, long now) {
    return Freshness.of(
        new Freshness.Signs(
            state == State.LIVE,
            isSubscribed,
            hasHeartbeats,
            product.lastHeard().dataMicros(),
            product.dataAge(now),
            product.heartbeatAge(now),
            lastMicros,
            product.spacing(),
            settings.heartbeatTimeout().toNanos(),
            lastEnding == null ? "not yet connected" : lastEnding));
  }
}
