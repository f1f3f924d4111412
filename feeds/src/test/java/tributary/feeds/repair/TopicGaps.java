package tributary.feeds.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tributary.core.gaps.Gap;

/** Reads a topic of one partition and tells what is missing in it. One thread at a time. */
@SuppressWarnings("NullAway") // Kafka is not annotated
final class TopicGaps implements Supplier<List<Gap>>, AutoCloseable {
  private static final Pattern ID = Pattern.compile("\"trade_id\":([0-9]+)");

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Map<String, TreeSet<Long>> seen = new TreeMap<>();
  private final long foundMicros;

  TopicGaps(String topic, Properties client, long foundMicros) {
    ByteArrayDeserializer plain = new ByteArrayDeserializer();
    this.consumer = new KafkaConsumer<>(client, plain, plain);
    this.foundMicros = foundMicros;
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  @Override
  public List<Gap> get() {
    for (ConsumerRecord<byte[], byte[]> next : consumer.poll(Duration.ofMillis(5))) {
      records.add(next);
      String product = new String(next.key(), UTF_8);
      seen.computeIfAbsent(product, name -> new TreeSet<>()).add(id(next));
    }
    List<Gap> gaps = new ArrayList<>();
    seen.forEach((product, ids) -> gaps.addAll(holes(product, ids)));
    return gaps;
  }

  private List<Gap> holes(String product, TreeSet<Long> ids) {
    List<Gap> holes = new ArrayList<>();
    long before = ids.first();
    for (long id : ids) {
      if (id > before + 1) {
        holes.add(new Gap(product, before + 1, id - 1, 0, foundMicros, foundMicros));
      }
      before = id;
    }
    return holes;
  }

  /** What was read so far. */
  List<ConsumerRecord<byte[], byte[]>> records() {
    return records;
  }

  static long id(ConsumerRecord<byte[], byte[]> frame) {
    Matcher id = ID.matcher(new String(frame.value(), UTF_8));
    if (!id.find()) {
      throw new AssertionError("no trade id in " + new String(frame.value(), UTF_8));
    }
    return Long.parseLong(id.group(1));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
