package tributary.feeds.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.core.frame.FrameHeader;
import tributary.core.frame.FrameOrigin;

/**
 * Puts frames into a Kafka topic: the frame's bytes are the record's value, the product its key,
 * the receive time the header {@link FrameHeader#RECEIVED_AT}, and who made it, if not the venue by
 * itself, in the header {@link FrameOrigin#HEADER}.
 *
 * <p>Idempotent, acknowledged by all replicas, in order within a partition. While the broker is
 * away or slow frames collect in a bounded buffer, and when that is full {@link #publish} waits:
 * for ever, or as long as was said, and then frames are shed, see {@code Shedding}. What is shed,
 * and what the broker or the client refuses for good, is counted by reason.
 *
 * <p>Any thread.
 */
public final class Publisher implements Outlet, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

  /** A send that lasts longer has waited for something; whether for room, the buffer tells. */
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final String SHED = "shed";

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final LongSupplier nanos;
  private final Tally tally = new Tally();
  private final Shedding shedding;
  private final Shedding.Room room;
  private volatile boolean closing;

  private Publisher(
      String topic,
      KafkaProducer<byte[], byte[]> producer,
      LongSupplier nanos,
      long patienceNanos) {
    this.topic = topic;
    this.producer = producer;
    this.nanos = nanos;
    this.shedding = new Shedding(patienceNanos, nanos);
    this.room = new Buffer(producer.metrics());
  }

  /**
   * A publisher to the topic, which must exist or be made by somebody: until then it waits. It
   * waits for a slow broker as long as it takes, so nothing is shed: for sources that can wait, as
   * replays and simulations do.
   *
   * @param client the user's client properties, {@code bootstrap.servers} among them
   * @param nanos a monotonic clock in nanoseconds
   * @throws IllegalArgumentException if Kafka does not accept the properties
   */
  public static Publisher to(String topic, Properties client, LongSupplier nanos) {
    return to(topic, client, nanos, Long.MAX_VALUE);
  }

  /**
   * The same for a source that does not wait: a venue cuts off who reads too slowly.
   *
   * @param longestWait how long a slow broker is waited for before frames are shed
   */
  public static Publisher shedding(
      String topic, Properties client, LongSupplier nanos, Duration longestWait) {
    return to(topic, client, nanos, longestWait.toNanos());
  }

  private static Publisher to(String topic, Properties client, LongSupplier nanos, long patience) {
    try {
      KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(ProducerSettings.over(client));
      return new Publisher(topic, producer, nanos, patience);
    } catch (KafkaException refused) {
      Throwable cause = refused.getCause() == null ? refused : refused.getCause();
      throw new IllegalArgumentException(
          "Cannot publish to topic %s: %s (correct the client properties)"
              .formatted(topic, cause.getMessage()),
          refused);
    }
  }

  @Override
  public void publish(@Nullable String key, byte[] frame, long receivedMicros, FrameOrigin origin) {
    tally.took();
    if (shedding.isOn(room)) {
      shed(key, receivedMicros);
      return;
    }
    ProducerRecord<byte[], byte[]> record = record(key, frame, receivedMicros, origin);
    long from = nanos.getAsLong();
    while (!isSent(record)) {
      // The producer waited max.block.ms in vain. The frame is still ours: offer it again.
      if (shedding.waited(from, nanos.getAsLong())) {
        beginToShed();
        shed(key, receivedMicros);
        return;
      }
    }
    long until = nanos.getAsLong();
    if (until - from >= WAIT_NANOS && !room.isAmple() && shedding.waited(from, until)) {
      beginToShed();
    }
  }

  private void beginToShed() {
    LOG.warn("Topic {} takes frames too slowly: they are shed until it has room", topic);
    tally.waiting("the broker is too slow: frames are shed");
    shedding.begin();
  }

  private void shed(@Nullable String key, long receivedMicros) {
    shedding.shed(key, receivedMicros);
    tally.refused(SHED);
  }

  private ProducerRecord<byte[], byte[]> record(
      @Nullable String key, byte[] frame, long receivedMicros, FrameOrigin origin) {
    Header received =
        new RecordHeader(FrameHeader.RECEIVED_AT, FrameHeader.encodeMicros(receivedMicros));
    List<Header> headers =
        origin == FrameOrigin.VENUE
            ? List.of(received)
            : List.of(received, new RecordHeader(FrameOrigin.HEADER, origin.code()));
    byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
    return new ProducerRecord<>(topic, null, keyBytes, frame, headers);
  }

  /** Offers a record that is counted as taken; false if it is to be offered again. */
  @SuppressWarnings("FutureReturnValueIgnored") // the offer is told
  private boolean isSent(ProducerRecord<byte[], byte[]> record) {
    Offer offer = new Offer(tally);
    try {
      producer.send(record, offer);
    } catch (InterruptException interrupted) {
      Thread.currentThread().interrupt();
      tally.refused(interrupted);
      return true;
    } catch (KafkaException | IllegalStateException refused) {
      tally.refused(refused);
      return true;
    }
    Exception noRoom = offer.noRoom();
    if (noRoom == null) {
      tally.waiting(null);
      return true;
    }
    if (closing) {
      tally.refused(noRoom);
      return true;
    }
    if (tally.waiting(noRoom.getMessage())) {
      LOG.warn("Cannot publish to topic {} yet: {}; waiting", topic, noRoom.getMessage());
    }
    return false;
  }

  @Override
  public boolean flush(Duration longest) {
    try {
      return tally.awaitSettled(longest.toMillis(), nanos);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What became of the frames so far. */
  public PublishStatus status() {
    return tally.status();
  }

  /**
   * Sends what was taken and closes the producer; what cannot be sent within 10 seconds is counted
   * as refused. Idempotent.
   */
  @Override
  public void close() {
    if (!closing) {
      shedding.settle(room);
    }
    closing = true;
    producer.close(LONGEST_CLOSE);
  }

  /**
   * Closes the producer at once, for a broker that will not come back: what it has not acknowledged
   * is counted as refused. Idempotent.
   */
  public void abandon() {
    closing = true;
    producer.close(Duration.ZERO);
  }

  /** The producer's buffer. */
  private final class Buffer implements Shedding.Room {
    private final Metric free;
    private final Metric all;

    Buffer(Map<MetricName, ? extends Metric> metrics) {
      free = metric(metrics, "buffer-available-bytes");
      all = metric(metrics, "buffer-total-bytes");
    }

    private static Metric metric(Map<MetricName, ? extends Metric> metrics, String name) {
      return metrics.values().stream()
          .filter(metric -> metric.metricName().name().equals(name))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("Cannot find Kafka's metric " + name));
    }

    @Override
    public boolean isAmple() {
      return (double) free.metricValue() >= (double) all.metricValue() / 2;
    }

    @Override
    public boolean isTaken(String product, byte[] mark, long receivedMicros, FrameOrigin origin) {
      tally.took();
      boolean sent = isSent(record(product, mark, receivedMicros, origin));
      if (!sent) {
        tally.gaveBack();
      }
      return sent;
    }
  }
}
