package tributary.bench.feed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.HdrHistogram.Recorder;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.FrameHeader;

/** Sees the broker's ack of each frame, from inside the feed's producer. */
public final class AckWatch implements ProducerInterceptor<byte[], byte[]> {
  /** From the receive time to the ack, in microseconds. Kafka makes the watch, so it is static. */
  static final Recorder LATENCIES = new Recorder(3);

  @Override
  public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
    return record;
  }

  @Override
  public void onAcknowledgement(
      RecordMetadata metadata, @Nullable Exception failure, Headers headers) {
    if (failure == null) {
      byte[] received = headers.lastHeader(FrameHeader.RECEIVED_AT).value();
      record(FrameHeader.decodeMicros(received, 0));
    }
  }

  static void record(long receivedMicros) {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    LATENCIES.recordValue(Math.max(0, now - receivedMicros));
  }

  @Override
  public void configure(Map<String, ?> settings) {}

  @Override
  public void close() {}
}
