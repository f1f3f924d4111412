package tributary.bench.plain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import tributary.core.frame.FrameHeader;
import tributary.core.rows.Headers;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.lake.disk.Disk;
import tributary.lake.parquet.ParquetWriter;

/**
 * One partition, read to its end by one thread.
 *
 * <pre>
 * poll ──> copy to bronze ──> parse by hand ──> highest trade id ──> 1-minute candles
 *      every 16 MiB: Parquet files (the same encodings as ours), synced; offset into a renamed file
 * </pre>
 */
final class PlainLoop implements AutoCloseable {
  private static final long FLUSH_BYTES = 16L << 20;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final long end;
  private final Path folder;
  private final ParquetWriter bronzeWriter;
  private final ParquetWriter silverWriter;
  private final Rows bronze;
  private final Rows silver;
  private final int coordinates;
  private final HandParser parser = new HandParser();
  private final Headers headers = new Headers();
  private final Map<String, Product> products = new HashMap<>();
  private long bytes;
  private long rows;
  private int files;

  PlainLoop(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long end,
      Path folder,
      Schema bronzeSchema,
      Schema silverSchema) {
    this.consumer = consumer;
    this.partition = partition;
    this.end = end;
    this.folder = folder;
    this.bronzeWriter = new ParquetWriter(bronzeSchema, Disk.local());
    this.silverWriter = new ParquetWriter(silverSchema, Disk.local());
    this.bronze = new Rows(bronzeSchema);
    this.silver = new Rows(silverSchema);
    this.coordinates = silverSchema.size() - 3;
  }

  /** Reads everything; returns the number of rows that silver got. */
  long run() {
    consumer.assign(List.of(partition));
    consumer.seek(partition, 0);
    while (consumer.position(partition) < end) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
      for (ConsumerRecord<byte[], byte[]> each : records.records(partition)) {
        take(each);
      }
      if (bytes >= FLUSH_BYTES) {
        flush();
      }
    }
    flush();
    return rows;
  }

  private void take(ConsumerRecord<byte[], byte[]> each) {
    long received = copy(each);
    int row = silver.open();
    if (!parser.parse(each.value(), silver, row)) {
      return;
    }
    silver.longs(coordinates).set(row, each.partition());
    silver.longs(coordinates + 1).set(row, each.offset());
    silver.longs(coordinates + 2).set(row, received);
    Product product = products.computeIfAbsent(silver.bytes(2).text(row), name -> new Product());
    if (product.take(silver, row)) {
      silver.keep();
    }
  }

  private long copy(ConsumerRecord<byte[], byte[]> each) {
    long received = each.timestamp() * 1000;
    headers.clear();
    for (Header header : each.headers()) {
      headers.add(header.key(), header.value());
      received = FrameHeader.decodeMicros(header.value(), received);
    }
    int row = bronze.open();
    bronze.longs(0).set(row, each.partition());
    bronze.longs(1).set(row, each.offset());
    bronze.longs(2).set(row, each.timestamp() * 1000);
    bronze.longs(3).set(row, received);
    bronze.bytes(4).set(row, each.key());
    bronze.bytes(5).set(row, headers.array(), 0, headers.length());
    bronze.bytes(6).set(row, each.value());
    bronze.keep();
    bytes += each.value().length;
    return received;
  }

  private void flush() {
    try {
      String name = partition.partition() + "-" + files++;
      bronzeWriter.write(folder.resolve("bronze-" + name + ".parquet"), bronze);
      silverWriter.write(folder.resolve("silver-" + name + ".parquet"), silver);
      writeCandles(name);
      writeManifest(consumer.position(partition));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rows += silver.size();
    bronze.clear();
    silver.clear();
    bytes = 0;
  }

  private void writeCandles(String name) throws IOException {
    StringBuilder text = new StringBuilder();
    products.forEach((product, state) -> state.write(product, text));
    write(folder.resolve("candles-" + name + ".csv"), text.toString());
  }

  private void writeManifest(long offset) throws IOException {
    Path draft = folder.resolve("manifest-" + partition.partition() + ".draft");
    write(draft, Long.toString(offset));
    Files.move(
        draft,
        folder.resolve("manifest-" + partition.partition()),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(Path path, String text) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      file.force(true);
    }
  }

  @Override
  public void close() {
    bronzeWriter.close();
    silverWriter.close();
    consumer.close();
  }
}
