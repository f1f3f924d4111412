package tributary.ingest.topic;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tributary.core.frame.Frame;
import tributary.core.frame.FrameHeader;
import tributary.core.frame.FrameOrigin;

/** Reads a Kafka record as a frame. */
public final class Records {
  private Records() {}

  /**
   * Fills the frame from the record. A record without a readable receive time was not published by
   * a feed of ours: Kafka's own time stands for it.
   */
  public static void fill(Frame frame, ConsumerRecord<byte[], byte[]> record) {
    frame.partition = record.partition();
    frame.offset = record.offset();
    frame.kafkaMicros = record.timestamp() * 1000;
    frame.receivedMicros = frame.kafkaMicros;
    frame.key = record.key();
    frame.value = record.value();
    frame.origin = FrameOrigin.VENUE;
    frame.headers.clear();
    for (Header header : record.headers()) {
      byte[] value = header.value();
      frame.headers.add(header.key(), value);
      if (value != null && header.key().equals(FrameHeader.RECEIVED_AT)) {
        frame.receivedMicros = FrameHeader.decodeMicros(value, frame.kafkaMicros);
      } else if (value != null && header.key().equals(FrameOrigin.HEADER)) {
        frame.origin = FrameOrigin.of(value);
      }
    }
  }
}
