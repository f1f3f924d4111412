package tributary.feeds.poll;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tributary.feeds.poll.PollStatus.State;

/** What a feed counts over all its calls. Any thread. */
final class PollCounters {
  /** A venue could say a new thing each time: beyond this many they are counted together. */
  private static final int MOST_REASONS = 100;

  /** Longer waits are told by the time of their end. */
  private static final long LONG_WAIT_NANOS = Duration.ofMinutes(2).toNanos();

  private final InstantSource wall;
  private final LongSupplier nanos;
  private final Map<String, OptionalLong> products = new LinkedHashMap<>();
  private final Map<String, Long> failures = new TreeMap<>();
  private final Map<String, Long> venueErrors = new TreeMap<>();
  private final Set<String> unsubscribed = new LinkedHashSet<>();
  private State state = State.CONNECTING;
  private long calls;
  private long frames;
  private long bytes;
  private long marks;
  private long waitUntil;
  private @Nullable String waitingFor;
  private @Nullable String lastFailure;

  PollCounters(Collection<String> products, InstantSource wall, LongSupplier nanos) {
    products.forEach(product -> this.products.put(product, OptionalLong.empty()));
    this.wall = wall;
    this.nanos = nanos;
  }

  synchronized void calling() {
    calls++;
    waitingFor = null;
  }

  synchronized void waiting(long untilNanos, String why) {
    waitUntil = untilNanos;
    waitingFor = why;
  }

  synchronized void frame(Collection<String> told, int length, long receivedMicros) {
    state = State.LIVE;
    waitingFor = null;
    frames++;
    bytes += length;
    told.forEach(product -> products.replace(product, OptionalLong.of(receivedMicros)));
    unsubscribed.removeAll(told);
  }

  /** Whether this is new. */
  synchronized boolean unsubscribed(String product) {
    return unsubscribed.add(product);
  }

  synchronized void mark() {
    marks++;
  }

  synchronized void failed(String reason) {
    failed(reason, failures);
  }

  synchronized void refused(String words) {
    failed(words, venueErrors);
  }

  private void failed(String reason, Map<String, Long> counts) {
    state = State.BACKING_OFF;
    lastFailure = reason;
    boolean room = counts.size() < MOST_REASONS || counts.containsKey(reason);
    counts.merge(room ? reason : "other errors", 1L, Long::sum);
  }

  synchronized void closed() {
    state = State.CLOSED;
    waitingFor = null;
  }

  synchronized PollStatus status() {
    return new PollStatus(
        state,
        calls,
        frames,
        bytes,
        marks,
        failures,
        venueErrors,
        products,
        unsubscribed,
        Optional.ofNullable(waitingFor).map(this::progress),
        Optional.ofNullable(lastFailure));
  }

  private String progress(String why) {
    long left = Math.max(0, waitUntil - nanos.getAsLong());
    if (left < LONG_WAIT_NANOS) {
      return "waiting %d s: %s".formatted((left + 999_999_999) / 1_000_000_000, why);
    }
    return "%s; next call at %s"
        .formatted(why, wall.instant().plusNanos(left).truncatedTo(ChronoUnit.SECONDS));
  }
}
