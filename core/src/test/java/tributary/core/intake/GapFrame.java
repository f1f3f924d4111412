package tributary.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import tributary.core.frame.Frame;
import tributary.core.frame.FrameOrigin;

/** One frame of a log with gaps. */
record GapFrame(int partition, long offset, long receivedMicros, String text, FrameOrigin origin) {

  /** Fills the frame as a reader of the topic does. */
  void fill(Frame frame) {
    frame.partition = partition;
    frame.offset = offset;
    frame.kafkaMicros = receivedMicros;
    frame.receivedMicros = receivedMicros;
    frame.origin = origin;
    frame.key = null;
    frame.value = text.getBytes(UTF_8);
    frame.headers.clear();
  }
}
