package tributary.app.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TopicsTest {
  @TempDir static Path folder;

  private static EmbeddedBroker broker;
  private static Topics topics;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(folder, Assertions::fail);
    topics = connect(broker.bootstrap(), Duration.ofSeconds(10));
  }

  @AfterAll
  static void stop() {
    topics.close();
    broker.close();
  }

  @Test
  void createsTopicThatIsNotThere() {
    assertEquals(Optional.empty(), topics.describe("new"));

    TopicState made = topics.ensure("new", 4);

    assertEquals(4, made.partitions().size());
    assertEquals(new TopicState.Partition(0, 0), made.partitions().get(3));
    assertEquals(Optional.of(made), topics.describe("new"));
  }

  @Test
  void leavesTopicThatIsThereAsItIs() {
    TopicState made = topics.ensure("kept", 2);

    assertEquals(made, topics.ensure("kept", 7));
  }

  @Test
  void releasesWhatIsBelowTheGivenOffsets() throws Exception {
    topics.ensure("released", 2);
    send("released", 0, 5);
    send("released", 1, 3);

    topics.release("released", Map.of(0, 4L));

    assertEquals(
        List.of(new TopicState.Partition(4, 5), new TopicState.Partition(0, 3)),
        topics.describe("released").orElseThrow().partitions());
  }

  @Test
  void saysWhyTopicCannotBeCreated() {
    BrokerException refusal =
        assertThrows(BrokerException.class, () -> topics.ensure("no spaces please", 1));

    assertTrue(
        refusal
            .getMessage()
            .startsWith(
                "Cannot create topic no spaces please at Kafka %s (a test): "
                    .formatted(broker.bootstrap())),
        refusal.getMessage());
  }

  @Test
  void saysWithinItsPatienceThatNobodyAnswers() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    try (Topics away = connect("127.0.0.1:" + closed, Duration.ofSeconds(1))) {
      BrokerException failure =
          assertThrows(BrokerException.class, () -> away.ensure("unreachable", 1));

      assertEquals(
          "Cannot reach Kafka at 127.0.0.1:%d (a test): no answer within 1 s; is it running?"
              .formatted(closed),
          failure.getMessage());
    }
  }

  @Test
  void refusesSettingsThatKafkaDoesNotUnderstand() {
    BrokerException refusal =
        assertThrows(
            BrokerException.class, () -> connect("no-port-here", Duration.ofSeconds(1)).close());

    assertEquals(
        "Invalid Kafka client settings for no-port-here (a test): Invalid url in bootstrap.servers: no-port-here",
        refusal.getMessage());
  }

  private static Topics connect(String servers, Duration patience) {
    return Topics.connect(Map.of("bootstrap.servers", servers), "a test", patience);
  }

  private static void send(String topic, int partition, int count) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < count; i++) {
        producer.send(new ProducerRecord<>(topic, partition, null, new byte[i])).get();
      }
    }
  }
}
