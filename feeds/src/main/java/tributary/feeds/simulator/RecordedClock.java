package tributary.feeds.simulator;

import tributary.feeds.socket.ReceiveClock;

/**
 * Hands out the recorded receive time of each frame written on the current connection, in the order
 * of writing, which is the order in which the client receives. The simulator notes a time before it
 * writes the frame; nobody has to read them.
 */
final class RecordedClock implements ReceiveClock {
  /** More than fit between the two ends of a loopback socket. */
  private static final int CAPACITY = 1 << 18;

  private final long[] times = new long[CAPACITY];
  private long noted;
  private long read;
  private volatile boolean followed;

  /** From now on the client promises to ask for the time of each frame that it receives. */
  void follow() {
    followed = true;
  }

  /** Whether what was read tells what was received. */
  boolean isFollowed() {
    return followed;
  }

  /** How many times were noted and not read. */
  synchronized long unread() {
    return noted - read;
  }

  synchronized void note(long receivedMicros) {
    times[(int) (noted % CAPACITY)] = receivedMicros;
    noted++;
  }

  /** Forgets what a connection left behind. The client must have given it up. */
  synchronized void clear() {
    read = noted;
  }

  /**
   * @throws IllegalStateException if no such time is known, so that no frame gets that of another
   */
  @Override
  public synchronized long stampMicros() {
    if (read == noted || noted - read > CAPACITY) {
      throw new IllegalStateException(
          "Cannot tell when the frame was recorded: %d frames are on their way, of which %d at most"
                  .formatted(noted - read, CAPACITY)
              + " are remembered");
    }
    return times[(int) (read++ % CAPACITY)];
  }
}
