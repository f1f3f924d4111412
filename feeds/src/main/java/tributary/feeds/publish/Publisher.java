package tributary.feeds.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
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
 * away frames collect in a bounded buffer, and when that is full {@link #publish} waits; nothing is
 * given up for being slow. What the broker or the client refuses for good is counted by reason.
 *
 * <p>{@link #publish} and {@link #flush} are for one thread at a time, {@link #status} and {@link
 * #close} for any.
 */
public final class Publisher implements Outlet, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final LongSupplier nanos;
  private final Tally tally = new Tally();
  private volatile boolean closing;
  private volatile @Nullable Thread sender;
  private @Nullable TimeoutException noRoom;

  /**
   * A publisher to the topic, which must exist or be made by somebody: until then it waits.
   *
   * @param client the user's client properties, {@code bootstrap.servers} among them
   * @param nanos a monotonic clock in nanoseconds
   * @throws IllegalArgumentException if Kafka does not accept the properties
   */
  public static Publisher to(String topic, Properties client, LongSupplier nanos) {
    try {
      return new Publisher(topic, new KafkaProducer<>(ProducerSettings.over(client)), nanos);
    } catch (KafkaException refused) {
      Throwable cause = refused.getCause() == null ? refused : refused.getCause();
      throw new IllegalArgumentException(
          "Cannot publish to topic %s: %s (correct the client properties)"
              .formatted(topic, cause.getMessage()),
          refused);
    }
  }

  Publisher(String topic, Producer<byte[], byte[]> producer, LongSupplier nanos) {
    this.topic = topic;
    this.producer = producer;
    this.nanos = nanos;
  }

  @Override
  public void publish(@Nullable String key, byte[] frame, long receivedMicros, FrameOrigin origin) {
    List<Header> header = headers(receivedMicros, origin);
    byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
    tally.took();
    sender = Thread.currentThread();
    while (!send(new ProducerRecord<>(topic, null, keyBytes, frame, header))) {
      // The producer waited max.block.ms in vain. The frame is still ours: offer it again.
    }
    sender = null;
  }

  private static List<Header> headers(long receivedMicros, FrameOrigin origin) {
    Header received =
        new RecordHeader(FrameHeader.RECEIVED_AT, FrameHeader.encodeMicros(receivedMicros));
    return origin == FrameOrigin.VENUE
        ? List.of(received)
        : List.of(received, new RecordHeader(FrameOrigin.HEADER, origin.code()));
  }

  /**
   * Offers the record once; false if the producer had no room for it and it is to be offered again.
   */
  private boolean send(ProducerRecord<byte[], byte[]> record) {
    noRoom = null;
    try {
      producer.send(record, this::settled);
    } catch (InterruptException interrupted) {
      Thread.currentThread().interrupt();
      tally.refused(interrupted);
      return true;
    } catch (KafkaException | IllegalStateException refused) {
      tally.refused(refused);
      return true;
    }
    if (noRoom != null) {
      return !retry(noRoom);
    }
    tally.waiting(null);
    return true;
  }

  private boolean retry(TimeoutException reason) {
    if (closing) {
      tally.refused(reason);
      return false;
    }
    LOG.warn("Cannot publish to topic {} yet: {}; waiting", topic, reason.getMessage());
    tally.waiting(reason.getMessage());
    return true;
  }

  /**
   * Called by the producer's own thread when a record's fate is known, or by the sending thread,
   * from inside its call of send, when the record was never taken.
   */
  private void settled(RecordMetadata metadata, @Nullable Exception failure) {
    if (failure instanceof TimeoutException timeout && Thread.currentThread() == sender) {
      noRoom = timeout;
      return;
    }
    if (failure != null) {
      LOG.debug("Refused by topic {}", topic, failure);
      tally.refused(failure);
      return;
    }
    tally.published(metadata.serializedValueSize());
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
}
