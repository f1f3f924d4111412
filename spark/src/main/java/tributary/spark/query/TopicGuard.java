package tributary.spark.query;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.ingest.topic.TopicException;
import tributary.ingest.topic.UnreachableException;

/**
 * Sees from time to time that the topic is still the one that the tables came from. Spark knows it
 * by its name only: one that was deleted and made again it would read on, where the old one stood.
 * For one thread.
 */
final class TopicGuard {
  private static final Logger LOG = LoggerFactory.getLogger(TopicGuard.class);
  private static final long EVERY_NANOS = Duration.ofSeconds(30).toNanos();

  private final String topic;
  private final String id;
  private final Supplier<String> idNow;
  private final LongSupplier nanoClock;
  private long nextNanos;

  /**
   * @param id the topic's id, which the tables' ledgers have
   * @param idNow asks the broker for the id
   */
  TopicGuard(String topic, String id, Supplier<String> idNow, LongSupplier nanoClock) {
    this.topic = topic;
    this.id = id;
    this.idNow = idNow;
    this.nanoClock = nanoClock;
    this.nextNanos = nanoClock.getAsLong() + EVERY_NANOS;
  }

  /**
   * Asks, if it is time. While the broker does not answer nothing is decided.
   *
   * @throws TopicException if it is another topic
   */
  void check() {
    if (nanoClock.getAsLong() - nextNanos < 0) {
      return;
    }
    nextNanos = nanoClock.getAsLong() + EVERY_NANOS;
    String found;
    try {
      found = idNow.get();
    } catch (UnreachableException away) {
      LOG.warn("{}; going on waiting for it", away.getMessage());
      return;
    }
    if (!found.equals(id)) {
      throw new TopicException(
          "Cannot read on: topic %s was deleted and made again (its id is %s, the tables took in %s). Use a new data folder, or the topic that the tables came from"
              .formatted(topic, found, id));
    }
  }
}
