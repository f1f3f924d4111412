package tributary.app.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics of one Kafka cluster, the embedded broker or another.
 *
 * <p>Every method waits at most the {@code patience} for an answer and throws {@link
 * BrokerException} if none comes; whether a change was made is then unknown, and asking again is
 * safe. May be used by several threads.
 */
public final class Topics implements AutoCloseable {
  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  private final Admin admin;
  private final Cluster cluster;
  private final String servers;
  private final String protocol;
  private final Duration patience;

  private Topics(Admin admin, Cluster cluster, Map<String, Object> settings, Duration patience) {
    this.admin = admin;
    this.cluster = cluster;
    this.servers = String.valueOf(settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    this.protocol =
        String.valueOf(
            settings.getOrDefault(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL));
    this.patience = patience;
  }

  /** Like {@link #connect(Map, Cluster, Duration)}, for a cluster whose topics are ours to make. */
  public static Topics connect(Map<String, ?> client, String origin, Duration patience) {
    return connect(client, Cluster.of(origin), patience);
  }

  /**
   * Opens a connection; nothing is sent yet.
   *
   * @param client what a standard {@code client.properties} holds
   */
  public static Topics connect(Map<String, ?> client, Cluster cluster, Duration patience) {
    Map<String, Object> settings = new HashMap<>(client);
    int millis = Math.toIntExact(patience.toMillis());
    settings.keySet().removeIf(Topics::isOfOtherClients);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    try {
      return new Topics(Admin.create(settings), cluster, settings, patience);
    } catch (RuntimeException invalid) {
      Throwable reason = invalid.getCause() == null ? invalid : invalid.getCause();
      throw new BrokerException(
          "Invalid Kafka client settings for %s (%s): %s"
              .formatted(
                  settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG),
                  cluster,
                  reason.getMessage()),
          invalid);
    }
  }

  private static boolean isOfOtherClients(String setting) {
    return ConsumerConfig.configNames().contains(setting)
        && !AdminClientConfig.configNames().contains(setting);
  }

  /**
   * The topic, which is made if it is not there yet and may be made; one that is there keeps its
   * partitions.
   *
   * @param partitions how many a new topic gets
   */
  public TopicState ensure(String topic, int partitions) {
    Optional<TopicState> found = describe(topic);
    if (found.isPresent()) {
      return found.get();
    }
    cluster
        .whyNoTopicIsMade()
        .ifPresent(
            why -> {
              throw new BrokerException(
                  "Cannot find topic %s at Kafka %s, and it is not made: %s. Check topic.name in the pipeline file, or create topic %s there (%d partitions would do)"
                      .formatted(topic, place(), why, topic, partitions),
                  null);
            });
    make(new NewTopic(topic, Optional.of(partitions), Optional.empty()));
    return awaitVisible(topic);
  }

  private void make(NewTopic wanted) {
    try {
      await(admin.createTopics(List.of(wanted)).all());
    } catch (ExecutionException refused) {
      if (!(refused.getCause() instanceof TopicExistsException)) {
        throw failure("create topic " + wanted.name(), refused);
      }
    }
  }

  /** The topic as it is now; empty if there is none of that name. */
  public Optional<TopicState> describe(String topic) {
    try {
      Map<String, TopicDescription> answer =
          await(admin.describeTopics(List.of(topic)).allTopicNames());
      TopicDescription found = Objects.requireNonNull(answer.get(topic));
      int count = found.partitions().size();
      long[] begin = offsets(topic, count, OffsetSpec.earliest());
      long[] end = offsets(topic, count, OffsetSpec.latest());
      List<TopicState.Partition> partitions =
          IntStream.range(0, count)
              .mapToObj(i -> new TopicState.Partition(begin[i], end[i]))
              .toList();
      return Optional.of(new TopicState(topic, found.topicId().toString(), partitions));
    } catch (ExecutionException refused) {
      if (refused.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw failure("describe topic " + topic, refused);
    }
  }

  @Override
  public void close() {
    admin.close(patience);
  }

  /** A new topic is known to the controller a little before every broker tells of it. */
  private TopicState awaitVisible(String topic) {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    Optional<TopicState> found = describe(topic);
    while (found.isEmpty()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new BrokerException(
            "Cannot find topic %s at Kafka %s after creating it".formatted(topic, place()), null);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      found = describe(topic);
    }
    return found.get();
  }

  private long[] offsets(String topic, int count, OffsetSpec spec) throws ExecutionException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int i = 0; i < count; i++) {
      asked.put(new TopicPartition(topic, i), spec);
    }
    long[] offsets = new long[count];
    await(admin.listOffsets(asked).all())
        .forEach((partition, info) -> offsets[partition.partition()] = info.offset());
    return offsets;
  }

  private <T> T await(KafkaFuture<T> answer) throws ExecutionException {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw unreachable(late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BrokerException("Cannot wait for Kafka at " + place() + ": interrupted", stopped);
    }
  }

  private BrokerException failure(String attempt, ExecutionException refused) {
    Throwable reason = refused.getCause() == null ? refused : refused.getCause();
    if (reason instanceof org.apache.kafka.common.errors.TimeoutException) {
      return unreachable(reason);
    }
    return new BrokerException(
        "Cannot %s at Kafka %s: %s".formatted(attempt, place(), Trouble.text(reason)), reason);
  }

  private BrokerException unreachable(Throwable reason) {
    return new BrokerException(
        "Cannot reach Kafka at %s: no answer within %d s: %s"
            .formatted(place(), patience.toSeconds(), Diagnosis.of(servers, protocol)),
        reason);
  }

  private String place() {
    return "%s (%s)".formatted(servers, cluster);
  }
}
