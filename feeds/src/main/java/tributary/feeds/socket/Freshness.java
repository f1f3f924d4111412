package tributary.feeds.socket;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How fresh what is known of one product is. It tells a quiet market from a dead feed; it is
 * reported, and nothing is done because of it.
 *
 * <p>{@code STALE} has two rules. Where heartbeats of the product come, one is overdue. And, since
 * heartbeats can go on while a channel is dead: no data for {@value #TIMES_USUAL} times the
 * product's usual spacing, and for 10 minutes at least; where no heartbeats of the product itself
 * come, 10 minutes are enough if its spacing is not known.
 *
 * @param sinceMicros when the last data came, or for {@code DISCONNECTED} when the connection last
 *     brought something: receive times in microseconds since the epoch; empty if never
 * @param reason in words
 */
public record Freshness(State state, OptionalLong sinceMicros, String reason) {
  static final int TIMES_USUAL = 20;
  static final Duration LONGEST_QUIET = Duration.ofMinutes(10);

  /** What can be said of a product. */
  public enum State {
    /** Data come. */
    LIVE,
    /** No data, while something proves that the product's feed lives. */
    QUIET,
    /** The connection lives, and nothing shows that the product's feed does. */
    STALE,
    /** There is no connection that would bring it, or the venue does not. */
    DISCONNECTED
  }

  /**
   * What is known of a product at one moment. Ages in nanoseconds.
   *
   * @param isConnected whether its connection is live
   * @param isSubscribed whether the venue confirmed it, or still may
   * @param hasHeartbeats whether heartbeats of this product itself come
   * @param dataMicros when the last data came, ever
   * @param dataAge how long ago that was, or the subscribe if it was later
   * @param heartbeatAge the same of heartbeats
   * @param connectionMicros when the connection last brought something
   * @param spacing the usual time between its data; 0 if not yet known
   * @param timeout how long heartbeats may be missing, and data before it is called quiet
   * @param ending why the last connection ended
   */
  record Signs(
      boolean isConnected,
      boolean isSubscribed,
      boolean hasHeartbeats,
      OptionalLong dataMicros,
      long dataAge,
      long heartbeatAge,
      OptionalLong connectionMicros,
      long spacing,
      long timeout,
      String ending) {}

  /** What the signs say. */
  static Freshness of(Signs it) {
    if (!it.isConnected()) {
      return new Freshness(State.DISCONNECTED, it.connectionMicros(), it.ending());
    }
    if (!it.isSubscribed()) {
      return new Freshness(
          State.DISCONNECTED, it.dataMicros(), "not subscribed: the venue did not confirm it");
    }
    if (it.dataMicros().isPresent() && it.dataAge() < it.timeout()) {
      return new Freshness(State.LIVE, it.dataMicros(), "data come");
    }
    String without = "no data for " + seconds(it.dataAge());
    if (it.hasHeartbeats() && it.heartbeatAge() >= it.timeout()) {
      return new Freshness(
          State.STALE,
          it.dataMicros(),
          without + ", no heartbeat for " + seconds(it.heartbeatAge()));
    }
    if (it.dataAge() >= longestQuiet(it)) {
      String usual = it.spacing() == 0 ? "" : ", usually every " + seconds(it.spacing());
      return new Freshness(State.STALE, it.dataMicros(), without + usual);
    }
    return new Freshness(State.QUIET, it.dataMicros(), without + "; " + proof(it));
  }

  private static long longestQuiet(Signs it) {
    if (it.spacing() == 0 && it.hasHeartbeats()) {
      return Long.MAX_VALUE;
    }
    return Math.max(LONGEST_QUIET.toNanos(), TIMES_USUAL * it.spacing());
  }

  private static String proof(Signs it) {
    return it.hasHeartbeats() ? "its heartbeats come" : "the connection lives";
  }

  private static String seconds(long nanos) {
    return Duration.ofNanos(nanos).toMillis() / 1_000.0 + " s";
  }
}
