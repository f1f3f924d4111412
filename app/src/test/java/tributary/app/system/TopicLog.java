package tributary.app.system;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic as a plain consumer reads it. */
record TopicLog(String bootstrap, String topic) {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int MOST_EMPTY_POLLS = 60;

  int partitions() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer.partitionsFor(topic).size();
    }
  }

  /** Hands over every committed record of a partition in the order of offsets. */
  void read(int partition, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    TopicPartition wanted = new TopicPartition(topic, partition);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(wanted));
      consumer.seekToBeginning(List.of(wanted));
      long end = requireNonNull(consumer.endOffsets(List.of(wanted)).get(wanted));
      int empty = 0;
      while (consumer.position(wanted) < end) {
        var records = consumer.poll(POLL);
        records.forEach(sink);
        empty = records.isEmpty() ? empty + 1 : 0;
        if (empty > MOST_EMPTY_POLLS) {
          throw new AssertionError(
              "Cannot read %s beyond %d of %d".formatted(wanted, consumer.position(wanted), end));
        }
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            10_000));
  }
}
