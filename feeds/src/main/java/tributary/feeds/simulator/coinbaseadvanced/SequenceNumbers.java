package tributary.feeds.simulator.coinbaseadvanced;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import tributary.feeds.simulator.Numbering;
import tributary.feeds.venue.TopLevel;

/** Writes {@code sequence_num} over the number that a frame has, from 0 on. */
final class SequenceNumbers implements Numbering {
  private static final byte[] SEQUENCE_NUM = "sequence_num".getBytes(US_ASCII);

  private long next;

  @Override
  public byte[] number(byte[] frame) {
    TopLevel members = new TopLevel(frame);
    while (members.next()) {
      if (members.named(SEQUENCE_NUM)) {
        return written(frame, members.end());
      }
    }
    return frame;
  }

  private byte[] written(byte[] frame, int end) {
    int begin = end;
    while (frame[begin - 1] >= '0' && frame[begin - 1] <= '9') {
      begin--;
    }
    byte[] number = Long.toString(next++).getBytes(US_ASCII);
    return ByteBuffer.allocate(frame.length - (end - begin) + number.length)
        .put(frame, 0, begin)
        .put(number)
        .put(frame, end, frame.length - end)
        .array();
  }

  @Override
  public void skip() {
    next++;
  }
}
