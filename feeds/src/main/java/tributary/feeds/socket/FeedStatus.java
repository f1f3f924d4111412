package tributary.feeds.socket;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A feed at one moment.
 *
 * @param state that of all its connections; where they differ, that of the worst
 * @param connections how many it keeps open
 * @param live how many of them are answered
 * @param frames whole frames received and published, on all connections
 * @param bytes the sum of their lengths
 * @param reconnects connections begun after the first of each
 * @param marks what it wrote into the stream itself
 * @param numbers what the venue's numbering of its frames showed
 * @param refusals messages not taken, by reason, {@code too_large} or {@code not_utf8}
 * @param venueErrors what the venue refused, in its own words, and how often
 * @param unsubscribed products asked for that the venue did not confirm in time
 * @param products for each product asked for, when it was last heard of
 * @param freshness for each product asked for, how it does
 * @param lastEnding why a connection last ended, if one has
 */
public record FeedStatus(
    State state,
    int connections,
    int live,
    long frames,
    long bytes,
    long reconnects,
    long marks,
    Numbers numbers,
    Map<String, Long> refusals,
    Map<String, Long> venueErrors,
    Set<String> unsubscribed,
    Map<String, LastHeard> products,
    Map<String, Freshness> freshness,
    Optional<String> lastEnding) {

  public FeedStatus {
    refusals = Map.copyOf(refusals);
    venueErrors = Map.copyOf(venueErrors);
    unsubscribed = Set.copyOf(unsubscribed);
    products = Map.copyOf(products);
    freshness = Map.copyOf(freshness);
  }

  /** Where a feed is in its life, from best to worst. */
  public enum State {
    LIVE,
    CONNECTING,
    BACKING_OFF,
    CLOSED
  }

  /**
   * Receive times in microseconds since the epoch. Heartbeats that go on while data stay away show
   * a channel that died alone.
   */
  public record LastHeard(OptionalLong dataMicros, OptionalLong heartbeatMicros) {}

  /**
   * The numbers that a venue gives its frames.
   *
   * @param missed numbers that never came
   * @param backward frames whose number was not above all before
   */
  public record Numbers(long missed, long backward) {}

  /** Several connections as one feed. */
  static FeedStatus of(List<FeedStatus> links) {
    return links.stream().reduce(FeedStatus::and).orElseThrow();
  }

  private FeedStatus and(FeedStatus other) {
    return new FeedStatus(
        state.compareTo(other.state) >= 0 ? state : other.state,
        connections + other.connections,
        live + other.live,
        frames + other.frames,
        bytes + other.bytes,
        reconnects + other.reconnects,
        marks + other.marks,
        new Numbers(
            numbers.missed + other.numbers.missed, numbers.backward + other.numbers.backward),
        sum(refusals, other.refusals),
        sum(venueErrors, other.venueErrors),
        union(unsubscribed, other.unsubscribed),
        union(products, other.products),
        union(freshness, other.freshness),
        lastEnding.or(other::lastEnding));
  }

  private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> sum = new TreeMap<>(one);
    other.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
    return sum;
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> union = new TreeSet<>(one);
    union.addAll(other);
    return union;
  }

  private static <V> Map<String, V> union(Map<String, V> one, Map<String, V> other) {
    Map<String, V> union = new HashMap<>(one);
    union.putAll(other);
    return union;
  }
}
