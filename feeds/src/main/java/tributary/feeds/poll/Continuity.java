package tributary.feeds.poll;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tributary.core.frame.Mark;
import tributary.feeds.venue.Poll;

/**
 * Notices for which products there was no good reply within two intervals, each once until there is
 * one again. A product that the venue has never told about cannot be missed. Time is handed in, in
 * monotonic nanoseconds. For one thread.
 */
final class Continuity {
  private final Map<String, Long> lastGood = new LinkedHashMap<>();
  private final Poll poll;
  private final long patienceNanos;
  private String reason = "no call was possible";

  /** Waits for the poll's products from now on. */
  Continuity(Poll poll, long now) {
    this.poll = poll;
    this.patienceNanos = 2 * poll.every().toNanos();
    poll.products().forEach(product -> lastGood.put(product, now));
  }

  /** A reply told about these products; the others of the poll are missed only if they were. */
  void good(Collection<String> told, long now) {
    reason = "the venue's reply does not tell about it";
    told.forEach(product -> lastGood.put(product, now));
  }

  /** The venue does not know the product. */
  void unknown(String product) {
    lastGood.remove(product);
  }

  /** Why there is no good reply for now. */
  void failed(String why) {
    reason = why;
  }

  /** The products that have become missing, as the marks to publish. */
  List<Mark> broken(long now) {
    List<Mark> marks = new ArrayList<>();
    lastGood.forEach(
        (product, last) -> {
          if (now - last >= patienceNanos) {
            marks.add(
                new Mark.Disconnected(
                    product,
                    "no good reply within %s s: %s"
                        .formatted(patienceNanos / 1_000_000_000, reason)));
          }
        });
    marks.forEach(mark -> lastGood.remove(mark.product()));
    return marks;
  }
}
