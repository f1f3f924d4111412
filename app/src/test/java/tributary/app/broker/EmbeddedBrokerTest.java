package tributary.app.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedBrokerTest {
  private static final String TOPIC = "coinbase.ticker";
  @TempDir Path folder;

  @Test
  void keepsTopicsAndRecordsFromStartToStart() throws Exception {
    TopicState before;
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, Assertions::fail)) {
      ensure(broker, TOPIC, 3);
      send(broker, 1, "one");
      send(broker, 1, "two");
      before = ensure(broker, TOPIC, 3);
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, Assertions::fail)) {
      TopicState after = ensure(broker, TOPIC, 5);

      assertEquals(before, after);
      assertEquals(new TopicState.Partition(0, 2), after.partitions().get(1));
      assertEquals(List.of("one", "two"), read(broker, 1, 2));
    }
  }

  @Test
  void refusesFolderThatAnotherBrokerHas() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, Assertions::fail)) {
      BrokerException refusal =
          assertThrows(
              BrokerException.class, () -> EmbeddedBroker.start(folder, Assertions::fail).close());

      assertEquals(
          "Cannot open %s: this same process works on it; stop that one or choose another --data folder"
              .formatted(folder),
          refusal.getMessage());
      assertEquals(1, ensure(broker, TOPIC, 1).partitions().size(), "the first one goes on");
    }
  }

  @Test
  void saysWhatIsWrongWithFolderThatCannotBeUsed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    BrokerException refusal =
        assertThrows(
            BrokerException.class, () -> EmbeddedBroker.start(file, Assertions::fail).close());

    assertTrue(
        refusal.getMessage().startsWith("Cannot start the Kafka broker on " + file),
        refusal.getMessage());
  }

  @Test
  void takesFramesUpToTheFeedsCapAndRefusesHugeOnes() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, Assertions::fail)) {
      ensure(broker, TOPIC, 1);

      send(broker, 0, "x".repeat(4 << 20));
      ExecutionException refusal =
          assertThrows(ExecutionException.class, () -> send(broker, 0, "x".repeat(6 << 20)));

      assertTrue(refusal.getCause() instanceof RecordTooLargeException, refusal.toString());
    }
  }

  @Test
  void doesNotCreateTopicThatNobodyAskedFor() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, Assertions::fail)) {
      ExecutionException refusal =
          assertThrows(ExecutionException.class, () -> send(broker, 0, "lost"));

      assertTrue(refusal.getCause() instanceof TimeoutException, refusal.toString());
    }
  }

  @Test
  void tellsOfFaultInsteadOfHaltingTheJvm() throws Exception {
    List<String> faults = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, faults::add)) {
      ensure(broker, TOPIC, 1);

      // What Kafka does when its disk is full.
      assertThrows(
          IllegalStateException.class, () -> org.apache.kafka.common.utils.Exit.halt(1, "no disk"));
    }

    assertEquals(1, faults.size());
    assertTrue(
        faults
            .get(0)
            .startsWith("Cannot go on: the Kafka broker on " + folder + " stopped (no disk); "),
        faults.get(0));
  }

  private static TopicState ensure(EmbeddedBroker broker, String topic, int partitions) {
    try (Topics topics = connect(broker)) {
      return topics.ensure(topic, partitions);
    }
  }

  private static Topics connect(EmbeddedBroker broker) {
    return Topics.connect(
        Map.of("bootstrap.servers", broker.bootstrap()),
        "the embedded broker",
        Duration.ofSeconds(10));
  }

  private static void send(EmbeddedBroker broker, int partition, String value) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", broker.bootstrap(),
            "max.block.ms", "1500",
            "max.request.size", Integer.toString(8 << 20));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      Future<RecordMetadata> sent =
          producer.send(new ProducerRecord<>(TOPIC, partition, null, value.getBytes(UTF_8)));
      sent.get();
    }
  }

  private static List<String> read(EmbeddedBroker broker, int partition, int count) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition place = new TopicPartition(TOPIC, partition);
      consumer.assign(List.of(place));
      consumer.seekToBeginning(List.of(place));
      List<String> values = new ArrayList<>();
      while (values.size() < count) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          values.add(new String(record.value(), UTF_8));
        }
      }
      return values;
    }
  }
}
