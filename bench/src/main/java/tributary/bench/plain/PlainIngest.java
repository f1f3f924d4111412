package tributary.bench.plain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tributary.core.rows.Schema;

/**
 * The baseline as a whole: a {@link PlainLoop} for each partition of a topic, each on a thread and
 * a consumer of its own.
 *
 * @param kafka client properties, {@code bootstrap.servers} among them
 * @param ends up to which offset each partition is read
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
public record PlainIngest(
    Map<String, Object> kafka, String topic, long[] ends, Schema bronze, Schema silver) {

  /**
   * Reads the topic into files in the folder; returns how many rows silver got.
   *
   * @throws IllegalStateException if a partition cannot be read to its end
   */
  public long run(Path folder) {
    ExecutorService threads = Executors.newFixedThreadPool(ends.length);
    try {
      Files.createDirectories(folder);
      List<Future<Long>> loops = new ArrayList<>();
      for (int partition = 0; partition < ends.length; partition++) {
        TopicPartition each = new TopicPartition(topic, partition);
        loops.add(threads.submit(() -> read(each, folder)));
      }
      long rows = 0;
      for (Future<Long> loop : loops) {
        rows += loop.get();
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot read topic " + topic, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot read topic " + topic + ": interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private long read(TopicPartition partition, Path folder) {
    KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties());
    long end = ends[partition.partition()];
    try (PlainLoop loop = new PlainLoop(consumer, partition, end, folder, bronze, silver)) {
      return loop.run();
    }
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>(kafka);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 32 << 20);
    properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
    return properties;
  }
}
