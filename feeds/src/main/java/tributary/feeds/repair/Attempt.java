package tributary.feeds.repair;

import java.time.Duration;
import tributary.core.gaps.Gap;
import tributary.feeds.venue.RestBackfill.Cursor;

/**
 * What was tried for a gap so far. It is fetched page by page, goes on after a failure where it
 * stood, and once all its pages were published rests until the log shows them. For one thread.
 */
final class Attempt {
  private Gap gap;
  private Cursor cursor;
  private long dueNanos;
  private int pages;
  private int failures;
  private int setAside;
  private int deliveries;
  private boolean delivered;
  private boolean broughtTrades;
  private boolean stuck;

  Attempt(Gap gap, Cursor begin, long now) {
    this.gap = gap;
    this.cursor = begin;
    this.dueNanos = now;
  }

  Gap gap() {
    return gap;
  }

  Cursor cursor() {
    return cursor;
  }

  /** Whether the other gap misses some of the same trades. */
  boolean concerns(Gap other) {
    return other.product().equals(gap.product())
        && other.first() <= gap.last()
        && gap.first() <= other.last();
  }

  boolean isDue(long now) {
    return !stuck && now - dueNanos >= 0;
  }

  boolean isStuck() {
    return stuck;
  }

  boolean isAtBeginning() {
    return pages == 0;
  }

  boolean isDelivered() {
    return delivered;
  }

  boolean broughtTrades() {
    return broughtTrades;
  }

  int deliveries() {
    return deliveries;
  }

  /** The pages taken since the beginning. */
  int pages() {
    return pages;
  }

  /** A page was published, and there is more. */
  void goOn(Cursor next, boolean withTrades) {
    cursor = next;
    pages++;
    failures = 0;
    setAside = 0;
    broughtTrades |= withTrades;
  }

  /** Everything that there is was published; to be looked at again after that time. */
  void delivered(boolean withTrades, long now, RepairSettings settings) {
    delivered = true;
    deliveries++;
    failures = 0;
    setAside = 0;
    broughtTrades |= withTrades;
    rest(now, settings.patience(deliveries));
  }

  /** A call failed; answers how many in a row. */
  int failed() {
    return ++failures;
  }

  /** Others come first for a while. */
  void setAside(long now, RepairSettings settings) {
    failures = 0;
    setAside++;
    rest(now, settings.patience(setAside));
  }

  /** What was published did not help: begin again with what is missing now. */
  void beginAgain(Gap missing, Cursor begin) {
    gap = missing;
    cursor = begin;
    pages = 0;
    delivered = false;
  }

  /** Nothing more is tried. */
  void stick() {
    stuck = true;
  }

  private void rest(long now, Duration pause) {
    dueNanos = now + pause.toNanos();
  }
}
