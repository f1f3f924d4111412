package tributary.feeds.socket;

/**
 * Checks the numbers that a venue gives the frames of one connection: each one more than the one
 * before, whatever the first is. For one thread.
 */
final class Numbering {
  /** No number is missing. */
  static final long NOTHING = -1;

  private long last = -1;
  private boolean back;

  /**
   * Takes the number of the next frame.
   *
   * @param sequence the number, 0 or more
   * @return the first of the numbers before it that never came, or {@link #NOTHING}
   */
  long missingBefore(long sequence) {
    long before = last;
    back = before >= 0 && sequence <= before;
    if (back) {
      return NOTHING;
    }
    last = sequence;
    return before >= 0 && sequence - before > 1 ? before + 1 : NOTHING;
  }

  /** Whether the number taken last was not above all before. */
  boolean wentBack() {
    return back;
  }
}
