package tributary.feeds.poll;

import java.util.random.RandomGenerator;
import tributary.feeds.retry.Backoff;
import tributary.feeds.venue.Poll;

/** A poll and when it is to be asked next, in monotonic nanoseconds. For one thread. */
final class Turn {
  private final Poll poll;
  private final Continuity continuity;
  private final Backoff backoff;
  private long dueNanos;

  /** A poll that is due now. */
  Turn(Poll poll, PollSettings settings, RandomGenerator random, long now) {
    this.poll = poll;
    this.continuity = new Continuity(poll);
    this.backoff = new Backoff(settings.firstBackoff(), settings.longestBackoff(), random);
    this.dueNanos = now;
  }

  Poll poll() {
    return poll;
  }

  Continuity continuity() {
    return continuity;
  }

  long dueNanos() {
    return dueNanos;
  }

  /** Comes again at its interval. */
  void settled(long calledNanos) {
    backoff.reset();
    dueNanos = calledNanos + poll.every().toNanos();
  }

  /** Comes again the later, the more often it failed in a row: others have their turns first. */
  void failed(long now) {
    dueNanos = now + backoff.nextNanos();
  }

  /** Comes again as soon as the venue may be called. */
  void held(long now) {
    dueNanos = now;
  }
}
