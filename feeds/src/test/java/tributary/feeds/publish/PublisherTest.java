package tributary.feeds.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.frame.FrameHeader;
import tributary.core.frame.Mark;
import tributary.core.frame.MarkJson;
import tributary.feeds.Await;

/** Against a real broker. */
@Timeout(90)
@SuppressWarnings("NullAway") // the broker is set before all; Kafka is not annotated
class PublisherTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static Broker broker;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    broker = new Broker(folder);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void framesArriveUnchangedWithKeyAndReceiveTime() throws Exception {
    byte[] wild = {0, (byte) 0xff, '{', '\n', (byte) 0xc3};
    try (Publisher publisher = publisher("unchanged")) {
      publisher.publish("BTC-USD", wild, 1762932011629353L);
      publisher.publish(null, "words".getBytes(UTF_8), 7);
      assertTrue(publisher.flush(LONG));
      PublishStatus status = publisher.status();
      assertEquals(2, status.published());
      assertEquals(10, status.publishedBytes());
      assertEquals(0, status.refused());
    }
    List<ConsumerRecord<byte[], byte[]>> records = read("unchanged", 2);
    assertArrayEquals(wild, records.get(0).value());
    assertArrayEquals("BTC-USD".getBytes(UTF_8), records.get(0).key());
    assertEquals(1762932011629353L, receivedAt(records.get(0)));
    assertNull(records.get(1).key());
    assertEquals(7, receivedAt(records.get(1)));
  }

  @Test
  void aFrameThatTheBrokerRefusesIsCountedAndTheNextGoesOn() throws Exception {
    try (Publisher publisher = publisher("refused")) {
      publisher.publish("BTC-USD", new byte[6 << 20], 1);
      byte[] noise = new byte[300_000];
      new SplittableRandom(1).nextBytes(noise);
      publisher.publish("BTC-USD", noise, 2);
      publisher.publish("BTC-USD", new byte[10], 3);
      assertTrue(publisher.flush(LONG));
      assertEquals(Map.of("record_too_large", 2L), publisher.status().refusals());
      assertEquals(1, publisher.status().published());
      assertEquals(3, publisher.status().taken());
    }
    assertEquals(3, receivedAt(read("refused", 1).get(0)));
  }

  @Test
  void whileTheBrokerIsAwayItWaitsAndThenLosesNothing() throws Exception {
    Properties client = broker.client();
    client.put("buffer.memory", "200000");
    client.put("max.block.ms", "200");
    client.put("reconnect.backoff.max.ms", "100");
    create("away");
    try (Publisher publisher = Publisher.to("away", client, System::nanoTime)) {
      publisher.publish("BTC-USD", new byte[1_000], 0);
      assertTrue(publisher.flush(LONG));
      broker.stop();
      CompletableFuture<Void> all =
          CompletableFuture.runAsync(
              () ->
                  IntStream.rangeClosed(1, 1_000)
                      .forEach(i -> publisher.publish("BTC-USD", new byte[1_000], i)));
      Await.until(() -> publisher.status().waitingFor().isPresent(), publisher::status);
      assertFalse(all.isDone());
      assertTrue(publisher.status().taken() < 300, "the buffer is bounded");
      broker.startAgain();
      all.get(60, TimeUnit.SECONDS);
      assertTrue(publisher.flush(LONG));
      assertEquals(1_001, publisher.status().published());
      assertEquals(Map.of(), publisher.status().refusals());
      assertTrue(publisher.status().waitingFor().isEmpty());
    }
    List<Long> times = read("away", 1_001).stream().map(PublisherTest::receivedAt).toList();
    assertEquals(IntStream.rangeClosed(0, 1_000).mapToObj(i -> (long) i).toList(), times);
  }

  @Test
  void aSourceThatCannotWaitShedsAfterAWhileAndTheStreamSaysSo() throws Exception {
    Properties client = broker.client();
    client.put("buffer.memory", "200000");
    client.put("batch.size", "10000");
    client.put("reconnect.backoff.max.ms", "100");
    create("shed");
    try (Publisher publisher =
        Publisher.shedding("shed", client, System::nanoTime, Duration.ofMillis(300))) {
      publisher.publish("BTC-USD", new byte[1_000], 0);
      assertTrue(publisher.flush(LONG));
      broker.stop();
      int taken = 0;
      while (publisher.status().refused() < 1_000) {
        publisher.publish(taken % 2 == 0 ? "BTC-USD" : "ETH-USD", new byte[1_000], ++taken);
      }
      assertTrue(publisher.status().waitingFor().isPresent());
      broker.startAgain();
      AtomicInteger more = new AtomicInteger(taken);
      Await.until(
          () -> publisher.status().waitingFor().isEmpty(),
          () -> publisher.publish("BTC-USD", new byte[1_000], more.incrementAndGet()),
          publisher::status);
      assertTrue(publisher.flush(LONG));
      PublishStatus status = publisher.status();
      assertEquals(Set.of("shed"), status.refusals().keySet());
      List<ConsumerRecord<byte[], byte[]>> records = read("shed", (int) status.published());
      List<ConsumerRecord<byte[], byte[]>> marks =
          records.stream().filter(record -> record.value().length < 1_000).toList();
      assertEquals(2, marks.size());
      assertEquals(
          1 + more.get(), records.size() - marks.size() + status.refused(), "each is counted once");
      long markedFrames =
          marks.stream()
              .map(mark -> Objects.requireNonNull(MarkJson.read(mark.value())))
              .mapToLong(PublisherTest::framesShed)
              .sum();
      assertEquals(status.refused(), markedFrames);
      assertEquals(
          records.indexOf(marks.get(1)) + 1,
          records.size() - 1,
          "the frame that ended it comes right behind the marks");
    }
  }

  private static long framesShed(Mark mark) {
    return Long.parseLong(((Mark.Disconnected) mark).reason().split(" ")[1]);
  }

  @Test
  void severalThreadsPublishAtOnceEachInItsOrder() throws Exception {
    try (Publisher publisher = publisher("threads")) {
      CompletableFuture<?>[] threads =
          IntStream.range(0, 4)
              .mapToObj(
                  thread ->
                      CompletableFuture.runAsync(
                          () -> {
                            for (int i = 0; i < 1_000; i++) {
                              publisher.publish("P" + thread, new byte[100], i);
                            }
                          }))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(threads).get(60, TimeUnit.SECONDS);
      assertTrue(publisher.flush(LONG));
      assertEquals(4_000, publisher.status().published());
    }
    Map<String, List<Long>> times =
        read("threads", 4_000).stream()
            .collect(
                groupingBy(
                    record -> new String(record.key(), UTF_8),
                    mapping(PublisherTest::receivedAt, toList())));
    assertEquals(4, times.size());
    times.values().forEach(each -> assertEquals(LongStream.range(0, 1_000).boxed().toList(), each));
  }

  @Test
  void whatIsStillUnsentAtCloseIsCounted() {
    Properties nobody = new Properties();
    nobody.put("bootstrap.servers", "127.0.0.1:1");
    nobody.put("max.block.ms", "100");
    Publisher publisher = Publisher.to("nowhere", nobody, System::nanoTime);
    CompletableFuture<Void> blocked =
        CompletableFuture.runAsync(() -> publisher.publish(null, new byte[1], 1));
    Await.until(() -> publisher.status().waitingFor().isPresent(), publisher::status);
    assertFalse(publisher.flush(Duration.ofMillis(1)));
    publisher.close();
    blocked.join();
    assertEquals(1, publisher.status().refused());
    assertTrue(publisher.flush(LONG));
    publisher.close();
  }

  @Test
  void theUserMayTuneButNotWeaken() {
    Properties client = new Properties();
    client.put("acks", "0");
    client.put("enable.idempotence", "false");
    client.put("max.in.flight.requests.per.connection", "100");
    client.put("compression.type", "none");
    client.put("linger.ms", "20");
    Properties settings = ProducerSettings.over(client);
    assertEquals("all", settings.get("acks"));
    assertEquals(true, settings.get("enable.idempotence"));
    assertEquals(5, settings.get("max.in.flight.requests.per.connection"));
    assertEquals("none", settings.get("compression.type"));
    assertEquals("20", settings.get("linger.ms"));
    assertEquals(64L << 20, settings.get("buffer.memory"));
  }

  @Test
  void wrongPropertiesAreToldInOneMessage() {
    Properties client = new Properties();
    client.put("bootstrap.servers", "no port");
    Exception failure =
        assertThrows(
            IllegalArgumentException.class, () -> Publisher.to("t", client, System::nanoTime));
    assertTrue(
        failure.getMessage().startsWith("Cannot publish to topic t: Invalid url"),
        failure.getMessage());
  }

  private static Publisher publisher(String topic) throws Exception {
    create(topic);
    return Publisher.to(topic, broker.client(), System::nanoTime);
  }

  private static void create(String topic) throws Exception {
    try (Admin admin = Admin.create(broker.client())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static long receivedAt(ConsumerRecord<byte[], byte[]> frame) {
    return FrameHeader.decodeMicros(
        frame.headers().lastHeader(FrameHeader.RECEIVED_AT).value(), -1);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int expected) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    ByteArrayDeserializer plain = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(broker.client(), plain, plain)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      assertEquals(expected, consumer.endOffsets(List.of(partition)).get(partition));
      while (records.size() < expected) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }
}
