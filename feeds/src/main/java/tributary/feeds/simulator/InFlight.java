package tributary.feeds.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The frames that were written and of which the client has not told that it has them: it tells by
 * asking the clock for each one's time. A client that has no use for the clock tells nothing, and
 * nothing is kept for it. For one thread.
 */
final class InFlight {
  private static final int MOST_FRAMES = 1 << 15;
  private static final int MOST_BYTES = 16 << 20;

  /**
   * @param lasting whether a next connection wants it too
   */
  private record Written(Frame frame, boolean lasting) {}

  private final RecordedClock clock;
  private final TruthCounter truth;
  private final Deque<Written> written = new ArrayDeque<>();
  private long bytes;

  InFlight(RecordedClock clock, TruthCounter truth) {
    this.clock = clock;
    this.truth = truth;
  }

  /** Notes a frame that is about to be written; false if it is not kept. */
  boolean add(Frame frame, boolean lasting) {
    clock.note(frame.receivedMicros());
    if (!clock.isFollowed()) {
      return false;
    }
    written.add(new Written(frame, lasting));
    bytes += frame.bytes().length;
    return true;
  }

  /** Whether no more should be written before the client has taken some. */
  boolean isFull() {
    forgetTaken();
    return written.size() >= MOST_FRAMES || bytes >= MOST_BYTES;
  }

  /**
   * Closes the account of a connection that the client has given up.
   *
   * @return what it did not take and the next connection is to bring, in order
   */
  List<Frame> takeBack() {
    forgetTaken();
    List<Frame> left = new ArrayList<>();
    for (Written each : written) {
      if (each.lasting()) {
        left.add(each.frame());
      } else {
        truth.lost(each.frame());
      }
    }
    written.clear();
    bytes = 0;
    clock.clear();
    return left;
  }

  private void forgetTaken() {
    long unread = clock.unread();
    while (written.size() > unread) {
      bytes -= written.remove().frame().bytes().length;
    }
  }
}
