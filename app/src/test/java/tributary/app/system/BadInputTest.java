package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.app.broker.EmbeddedBroker;
import tributary.app.broker.Topics;
import tributary.core.spec.Pipeline;

/** Everything that can be wrong with a frame, put straight into the topic. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BadInputTest {
  @RegisterExtension final Scene scene = new Scene();

  private final Pipeline pipeline = Pipelines.coinbase();

  @Test
  void quarantinesWhatIsWrongWithItsReasonAndLosesNothing() throws Exception {
    List<BadFrames.Sample> samples = BadFrames.all();
    Map<String, String> coordinates = publish(samples);

    Child.Ended run = scene.runUntilDone("coinbase").expect(0);

    Report report = Exactness.check(scene.data(), pipeline, judge(samples)).expectNone();
    assertEquals(samples.size(), report.frames());
    assertTrue(run.text().contains(report.sums()), run::toString);
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    Map<String, String> reasons = reasons();
    for (BadFrames.Sample sample : samples) {
      expected.put(sample.name(), sample.fate());
      found.put(sample.name(), reasons.getOrDefault(coordinates.get(sample.name()), "taken"));
    }
    assertEquals(expected, found);
  }

  /** Answers where each sample lies. */
  private Map<String, String> publish(List<BadFrames.Sample> samples) throws Exception {
    Map<String, String> coordinates = new HashMap<>();
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(scene.data().resolve("kafka"), Assertions::fail)) {
      Map<String, Object> client =
          Map.of("bootstrap.servers", broker.bootstrap(), "max.request.size", 5 << 20);
      String topic = pipeline.topic().name();
      try (Topics topics = Topics.connect(client, "a test", Duration.ofSeconds(20));
          KafkaProducer<byte[], byte[]> producer =
              new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
        topics.ensure(topic, pipeline.topic().partitions());
        for (BadFrames.Sample sample : samples) {
          Future<RecordMetadata> sent =
              producer.send(
                  new ProducerRecord<>(
                      topic,
                      null,
                      BadFrames.SENT_AT.toEpochMilli(),
                      sample.key(),
                      sample.frame(),
                      sample.headers()));
          RecordMetadata metadata = sent.get();
          coordinates.put(sample.name(), metadata.partition() + " " + metadata.offset());
        }
      }
    }
    return coordinates;
  }

  /** By coordinates, why a frame is in quarantine. */
  private Map<String, String> reasons() throws SQLException {
    Map<String, String> reasons = new HashMap<>();
    try (TableFolder tables = new TableFolder(scene.data())) {
      tables
          .all(
              pipeline.quarantine(),
              List.of("kafka_partition || ' ' || kafka_offset", "reason"),
              "kafka_partition, kafka_offset")
          .forEach(row -> reasons.put(row.get(0), row.get(1)));
    }
    return reasons;
  }

  /** What is taken is judged as ever; what is not, is to be in quarantine. */
  private Judge judge(List<BadFrames.Sample> samples) {
    Digest digest = new Digest();
    Map<String, String> fates = new HashMap<>();
    samples.forEach(sample -> fates.put(digest.of(sample.frame()), sample.fate()));
    TickerJudge tickers = new TickerJudge(pipeline);
    return (frame, received) ->
        BadFrames.TAKEN.equals(fates.get(digest.of(frame)))
            ? tickers.judge(frame, received)
            : new Judge.Verdict.Rejected();
  }
}
