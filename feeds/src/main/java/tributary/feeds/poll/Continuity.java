package tributary.feeds.poll;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tributary.core.frame.Mark;
import tributary.feeds.venue.Poll;

/**
 * Notices for which products there was no good reply within two intervals, each once until there is
 * one again; a second at least, so that no simulator that is asked every few milliseconds seems to
 * be missed when the machine is busy. A feed that begins has none to begin with: nobody knows for
 * how long nobody asked. Time is handed in, in monotonic nanoseconds. For one thread.
 */
final class Continuity {
  private static final String BEGINNING = "the feed begins";

  private static final long LEAST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Map<String, Long> lastGood = new HashMap<>();
  private final Poll poll;
  private final long patienceNanos;
  private String reason = "no call was possible";

  Continuity(Poll poll) {
    this.poll = poll;
    this.patienceNanos = Math.max(LEAST_PATIENCE_NANOS, 2 * poll.every().toNanos());
  }

  /** All products, as the marks to publish before the first call. */
  List<Mark> beginning() {
    List<Mark> marks = new ArrayList<>();
    poll.products().forEach(product -> marks.add(new Mark.Disconnected(product, BEGINNING)));
    return marks;
  }

  /** A reply told about these products. */
  void good(Collection<String> told, long now) {
    reason = "the venue's reply does not tell about it";
    told.forEach(product -> lastGood.put(product, now));
  }

  /** Why there is no good reply for now. */
  void failed(String why) {
    reason = why;
  }

  /** The products that have become missing, as the marks to publish. */
  List<Mark> broken(long now) {
    List<Mark> marks = new ArrayList<>();
    for (String product : poll.products()) {
      Long last = lastGood.get(product);
      if (last != null && now - last >= patienceNanos) {
        marks.add(new Mark.Disconnected(product, missing()));
      }
    }
    marks.forEach(mark -> lastGood.remove(mark.product()));
    return marks;
  }

  private String missing() {
    return "no good reply within %s s: %s".formatted(patienceNanos / 1_000_000_000, reason);
  }
}
