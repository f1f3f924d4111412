package tributary.app.system;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Assertions;
import tributary.app.broker.EmbeddedBroker;

/** What lies in the embedded broker's topic after a run, read by a plain consumer and Jackson. */
final class TopicFrames {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private TopicFrames() {}

  /** All records, each partition in the order of its offsets. */
  static List<ConsumerRecord<byte[], byte[]>> read(Path data, String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), Assertions::fail)) {
      TopicLog log = new TopicLog(broker.bootstrap(), topic);
      for (int partition = 0; partition < log.partitions(); partition++) {
        log.read(partition, records::add);
      }
    }
    return records;
  }

  /** Whether the feed wrote it itself. */
  static boolean isMark(ConsumerRecord<byte[], byte[]> record) {
    return "feed".equals(header(record, "origin"));
  }

  /** When it was received, microseconds since the epoch. */
  static long receivedMicros(ConsumerRecord<byte[], byte[]> record) {
    return Long.parseLong(header(record, "received_at"));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Microseconds since the epoch. */
  static long micros(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }
}
