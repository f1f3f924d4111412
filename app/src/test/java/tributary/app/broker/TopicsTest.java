package tributary.app.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
  void saysWhyTopicCannotBeCreated() {
    assertRefused("none", 0, "Cannot create topic none at Kafka %s (a test): Number of partitions");
    assertRefused(
        "no spaces please", 1, "Cannot describe topic no spaces please at Kafka %s (a test): ");
  }

  private static void assertRefused(String topic, int partitions, String message) {
    BrokerException refusal =
        assertThrows(BrokerException.class, () -> topics.ensure(topic, partitions));

    assertTrue(
        refusal.getMessage().startsWith(message.formatted(broker.bootstrap())),
        refusal.getMessage());
  }

  @Test
  void makesNoTopicWhereThatIsNotMeant() {
    topics.ensure("there", 2);
    Cluster foreign = new Cluster("a test", Optional.of("it is not ours"));
    try (Topics others =
        Topics.connect(
            Map.of("bootstrap.servers", broker.bootstrap()), foreign, Duration.ofSeconds(10))) {
      assertEquals(2, others.ensure("there", 1).partitions().size());

      BrokerException refusal =
          assertThrows(BrokerException.class, () -> others.ensure("missing", 3));

      assertEquals(
          "Cannot find topic missing at Kafka %s (a test), and it is not made: it is not ours. Check topic.name in the pipeline file, or create topic missing there (3 partitions would do)"
              .formatted(broker.bootstrap()),
          refusal.getMessage());
      assertEquals(Optional.empty(), topics.describe("missing"));
    }
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
          "Cannot reach Kafka at 127.0.0.1:%d (a test): no answer within 1 s: 127.0.0.1:%d takes no connection (Connection refused); is it running?"
              .formatted(closed, closed),
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
}
