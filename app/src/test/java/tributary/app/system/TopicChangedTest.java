package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.app.broker.EmbeddedBroker;
import tributary.app.broker.Topics;
import tributary.lake.Catalog;

/** The topic is no longer what the tables' ledgers speak of. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TopicChangedTest {
  private static final String TOPIC = "coinbase.ticker";

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void stopsWhenTheTopicWasMadeAnewWithMoreRecords() throws Exception {
    long taken = takeInSome();
    try (EmbeddedBroker broker = broker();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin.deleteTopics(List.of(TOPIC)).all().get();
      try (Topics topics = topics(broker)) {
        topics.ensure(TOPIC, 3);
      }
      send(broker, taken + 100);
    }

    Child.Ended run = scene.runUntilDone("coinbase").expect(1);

    assertTrue(run.message().contains("deleted and made again"), run::toString);
    assertEquals(taken, bronzeRows());
  }

  @Test
  void stopsWhenRecordsThatTheTablesNeedAreGone() throws Exception {
    long taken = takeInSome();
    try (EmbeddedBroker broker = broker();
        Topics topics = topics(broker)) {
      send(broker, 10);
      long end = topics.describe(TOPIC).orElseThrow().partitions().get(0).end();
      delete(broker, end - 3);
    }

    Child.Ended run = scene.runUntilDone("coinbase").expect(1);

    assertTrue(run.message().contains("7 records are gone"), run::toString);
    assertTrue(run.message().contains("retention.ms"), run::toString);
    assertEquals(taken, bronzeRows());
  }

  private long takeInSome() throws Exception {
    scene.runUntilDone(new Market(7, 500, 25)).expect(0);
    return bronzeRows();
  }

  private long bronzeRows() {
    return Catalog.at(scene.data().resolve("tables")).snapshot("coinbase_bronze").rows();
  }

  private EmbeddedBroker broker() {
    return EmbeddedBroker.start(scene.data().resolve("kafka"), Assertions::fail);
  }

  private static Topics topics(EmbeddedBroker broker) {
    return Topics.connect(
        Map.of("bootstrap.servers", broker.bootstrap()), "a test", Duration.ofSeconds(20));
  }

  /** Deletes the records of partition 0 below the offset, as retention does. */
  private static void delete(EmbeddedBroker broker, long next) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(next)))
          .all()
          .get();
    }
  }

  /** Puts records into partition 0. */
  private static void send(EmbeddedBroker broker, long records) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long i = 0; i < records; i++) {
        producer.send(new ProducerRecord<>(TOPIC, 0, null, new byte[] {'{', '}'}));
      }
    }
  }
}
