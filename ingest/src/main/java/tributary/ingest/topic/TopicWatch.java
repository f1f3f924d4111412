package tributary.ingest.topic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import tributary.core.intake.Resume;
import tributary.core.ledger.Ledger;

/** Asks the broker what the topic is now, and refuses to go on over a hole. */
public final class TopicWatch implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 20;

  private final Admin admin;
  private final String topic;

  /**
   * @param kafka client properties, {@code bootstrap.servers} among them
   */
  public TopicWatch(Map<String, Object> kafka, String topic) {
    this.admin = Admin.create(forAdmin(kafka));
    this.topic = topic;
  }

  /** The settings without those that only consumers know. */
  private static Map<String, Object> forAdmin(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings
        .keySet()
        .removeIf(
            name ->
                ConsumerConfig.configNames().contains(name)
                    && !AdminClientConfig.configNames().contains(name));
    return settings;
  }

  /**
   * The topic as the broker describes it.
   *
   * @throws UnreachableException if the broker does not answer; so in all methods
   * @throws TopicException if there is no such topic, or it may not be read
   */
  public TopicDescription describe() {
    Map<String, TopicDescription> all =
        get(admin.describeTopics(List.of(topic)).allTopicNames(), "describe topic " + topic);
    return requireNonNull(all.get(topic));
  }

  /** All partitions of the topic. */
  public static List<TopicPartition> partitions(TopicDescription description) {
    return description.partitions().stream()
        .map(partition -> new TopicPartition(description.name(), partition.partition()))
        .toList();
  }

  /**
   * Refuses a topic that does not hold what the tables still need.
   *
   * @throws TopicException if the topic is another one than the ledgers speak of, or begins after
   *     or ends before their offsets
   */
  public void check(TopicDescription description, Resume resume) {
    String id = description.topicId().toString();
    for (Ledger ledger : List.of(resume.bronze(), resume.quarantine(), resume.silver())) {
      refuseOther(ledger, id);
    }
    resume.gold().forEach(ledger -> refuseOther(ledger, id));
    if (resume.gaps() != null) {
      refuseOther(resume.gaps(), id);
    }
    List<TopicPartition> partitions = partitions(description);
    Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> next = offsets(partitions, OffsetSpec.latest());
    for (TopicPartition partition : partitions) {
      refuseHole(
          partition,
          resume.position(partition.partition()),
          resume.partitions().contains(partition.partition()),
          requireNonNull(first.get(partition)),
          requireNonNull(next.get(partition)));
    }
    for (int known : resume.partitions()) {
      if (known >= partitions.size()) {
        throw new TopicException(
            "Cannot go on with topic %s: the tables hold partition %d and the topic has only %d"
                .formatted(topic, known, partitions.size()));
      }
    }
  }

  private void refuseOther(Ledger ledger, String id) {
    if (!ledger.topicId().equals(id)) {
      throw new TopicException(
          "Cannot go on with topic %s: it was deleted and made again (its id is %s, the tables took in %s). Use a new data folder, or the topic that the tables came from"
              .formatted(topic, id, ledger.topicId()));
    }
  }

  /** Records that were gone before any table knew the partition are nobody's loss. */
  private static void refuseHole(
      TopicPartition partition, long position, boolean isKnown, long first, long next) {
    if (position < first && isKnown) {
      throw new TopicException(
          "Cannot go on with %s: the tables need offset %d and the topic begins at %d, so %d records are gone. Keep records longer (retention.ms), or start a new data folder"
              .formatted(partition, position, first, first - position));
    }
    if (position > next) {
      throw new TopicException(
          "Cannot go on with %s: the tables took in up to offset %d and the topic ends at %d. The broker has lost records, or it is not the one that the tables came from"
              .formatted(partition, position, next));
    }
  }

  /** The first offset that each partition holds. */
  public Map<TopicPartition, Long> begin(List<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.earliest());
  }

  private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
    var asked = partitions.stream().collect(Collectors.toMap(each -> each, each -> which));
    return get(admin.listOffsets(asked).all(), "list the offsets of " + topic).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }

  private <T> T get(KafkaFuture<T> future, String what) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof UnknownTopicOrPartitionException) {
        throw new TopicException("Cannot find topic " + topic + " at the broker", e);
      }
      if (cause instanceof RetriableException) {
        throw new UnreachableException("Cannot " + what + ": " + cause.getMessage(), e);
      }
      throw new TopicException("Cannot " + what + ": " + cause.getMessage(), e);
    } catch (TimeoutException e) {
      throw new UnreachableException(
          "Cannot " + what + ": no answer from Kafka; is it running?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicException("Cannot " + what + ": interrupted", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
