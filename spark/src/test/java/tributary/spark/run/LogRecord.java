package tributary.spark.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.Frame;
import tributary.core.frame.FrameHeader;
import tributary.core.frame.FrameOrigin;

/**
 * One record of a topic.
 *
 * @param headers each with its value
 */
record LogRecord(
    int partition,
    long offset,
    long millis,
    @Nullable String key,
    byte @Nullable [] value,
    Map<String, byte[]> headers) {

  /** Fills the frame as a reader of the topic does. */
  void fill(Frame frame) {
    frame.partition = partition;
    frame.offset = offset;
    frame.kafkaMicros = millis * 1000;
    frame.receivedMicros = frame.kafkaMicros;
    frame.key = key == null ? null : key.getBytes(UTF_8);
    frame.value = value;
    frame.origin = FrameOrigin.VENUE;
    frame.headers.clear();
    headers.forEach(
        (name, content) -> {
          frame.headers.add(name, content);
          if (name.equals(FrameHeader.RECEIVED_AT)) {
            frame.receivedMicros = FrameHeader.decodeMicros(content, frame.kafkaMicros);
          }
        });
  }
}
