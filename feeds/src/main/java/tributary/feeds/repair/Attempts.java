package tributary.feeds.repair;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tributary.core.gaps.Gap;
import tributary.feeds.venue.RestBackfill;

/** Which gap is to be worked at. For one thread. */
final class Attempts {
  private static final int MOST_DELIVERIES = 5;
  private static final int MOST_AT_ONCE = 1_000;
  private static final long GREATEST_ID = 999_999_999_999_999_999L;

  private final List<Attempt> all = new ArrayList<>();
  private final RestBackfill backfill;
  private final RepairCounters counters;

  Attempts(RestBackfill backfill, RepairCounters counters) {
    this.backfill = backfill;
    this.counters = counters;
  }

  /** Forgets what was tried for gaps that are no more. */
  void forgetClosed(List<Gap> open) {
    Iterator<Attempt> each = all.iterator();
    while (each.hasNext()) {
      Attempt attempt = each.next();
      if (open.stream().noneMatch(attempt::concerns)) {
        each.remove();
        if (attempt.broughtTrades()) {
          counters.repaired();
        } else if (attempt.isDelivered()) {
          counters.givenUp();
        }
      }
    }
  }

  /** What to do now: the oldest gap that is not waiting for something; null if all are. */
  @Nullable Attempt next(List<Gap> open, long now) {
    List<Gap> oldestFirst =
        open.stream().sorted(comparingLong(Gap::fromMicros)).limit(MOST_AT_ONCE).toList();
    for (Gap gap : oldestFirst) {
      Attempt attempt = isRepairable(gap) ? of(gap, now) : null;
      if (attempt != null && attempt.isDue(now) && !isStuck(attempt, gap)) {
        return attempt;
      }
    }
    return null;
  }

  /** Why nothing can be done for the gaps now. */
  Optional<String> waitingFor(List<Gap> open) {
    return all.stream()
        .filter(attempt -> !attempt.isStuck() && open.stream().anyMatch(attempt::concerns))
        .map(
            attempt ->
                (attempt.isDelivered() ? "the log to show " : "another try at ")
                    + text(attempt.gap()))
        .findFirst();
  }

  /** The log can have been written by anyone. */
  private boolean isRepairable(Gap gap) {
    boolean isRepairable =
        backfill.knows(gap.product())
            && gap.first() >= 0
            && gap.first() <= gap.last()
            && gap.last() < GREATEST_ID;
    if (!isRepairable) {
      counters.problem("Cannot repair " + text(gap) + ": the venue has no such product or ids");
    }
    return isRepairable;
  }

  private Attempt of(Gap gap, long now) {
    for (Attempt attempt : all) {
      if (attempt.concerns(gap)) {
        return attempt;
      }
    }
    Attempt first = new Attempt(gap, backfill.begin(gap), now);
    all.add(first);
    return first;
  }

  /** Begins again if the log does not show what was published, but not for ever. */
  private boolean isStuck(Attempt attempt, Gap open) {
    if (!attempt.isDelivered()) {
      return false;
    }
    if (attempt.deliveries() >= MOST_DELIVERIES) {
      attempt.stick();
      counters.stuck(
          "%s was published %d times and is still missing (look for its rows in quarantine)"
              .formatted(text(open), attempt.deliveries()));
      return true;
    }
    attempt.beginAgain(open, backfill.begin(open));
    return false;
  }

  static String text(Gap gap) {
    String product = gap.product().length() <= 40 ? gap.product() : gap.product().substring(0, 40);
    return "%s %d..%d".formatted(product, gap.first(), gap.last());
  }
}
