package tributary.core.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a table has taken in a topic, as of one commit: for each partition that the table knows,
 * the range of its last commit that moved it.
 *
 * @param topic the topic's name
 * @param topicId Kafka's own id of the topic: a topic that was deleted and made again has another
 * @param partitions by partition number
 * @param rebuiltAt when the table was begun that took the place of one that was there before and
 *     held other rows; null for the first one. Of two tables whose offsets are equal it tells
 *     whether they are the same
 */
public record Ledger(
    String topic,
    String topicId,
    SortedMap<Integer, Range> partitions,
    @Nullable Instant rebuiltAt) {

  public Ledger {
    partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
  }

  /** The ledger of a table that took no other one's place. */
  public Ledger(String topic, String topicId, SortedMap<Integer, Range> partitions) {
    this(topic, topicId, partitions, null);
  }

  /** The ledger of a table that has taken in nothing. */
  public static Ledger empty(String topic, String topicId) {
    return new Ledger(topic, topicId, new TreeMap<>());
  }

  /** The ledger of the same table with other ranges. */
  public Ledger with(SortedMap<Integer, Range> ranges) {
    return new Ledger(topic, topicId, ranges, rebuiltAt);
  }

  /** The next offset of the partition that the table has not yet taken in; 0 if it knows none. */
  public long next(int partition) {
    Range range = partitions.get(partition);
    return range == null ? 0 : range.next();
  }

  /** The highest event time of the partition, or {@link Range#NO_TIME}. */
  public long highestMicros(int partition) {
    Range range = partitions.get(partition);
    return range == null ? Range.NO_TIME : range.highestMicros();
  }

  /**
   * The ledger after a commit that takes in these ranges; partitions that it does not name keep
   * their position with an empty range.
   *
   * @throws LedgerException if a range does not begin where the last one ended
   */
  public Ledger advance(Map<Integer, Range> ranges) {
    TreeMap<Integer, Range> after = new TreeMap<>();
    partitions.forEach((partition, range) -> after.put(partition, range.after()));
    ranges.forEach(
        (partition, range) -> {
          Range before = partitions.get(partition);
          if (before != null && before.next() != range.from()) {
            throw new LedgerException(
                "Cannot take in offsets %d to %d of %s partition %d: the table has taken in up to %d"
                    .formatted(range.from(), range.next(), topic, partition, before.next()));
          }
          after.put(partition, range);
        });
    return with(after);
  }
}
