package tributary.feeds.repair;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.core.frame.FrameOrigin;
import tributary.core.frame.Mark;
import tributary.core.frame.MarkJson;
import tributary.core.gaps.Gap;
import tributary.feeds.publish.Outlet;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.RestBackfill.Page;
import tributary.feeds.venue.RestBackfill.Trade;

/** Publishes what was fetched, and says what cannot be. For one thread. */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final RestBackfill backfill;
  private final RepairSettings settings;
  private final Outlet outlet;
  private final RepairCounters counters;

  Delivery(RestBackfill backfill, RepairSettings settings, Outlet outlet, RepairCounters counters) {
    this.backfill = backfill;
    this.settings = settings;
    this.outlet = outlet;
    this.counters = counters;
  }

  /** Why the gap is not even begun with; empty if it is to be repaired. */
  Optional<String> hopeless(Attempt attempt, long nowMicros) {
    Gap gap = attempt.gap();
    long missing = gap.last() - gap.first() + 1;
    if (!attempt.isAtBeginning()) {
      return Optional.empty();
    }
    if (missing > settings.mostTrades()) {
      return Optional.of(
          "%d trades are missing, more than %d; it would take %d calls"
              .formatted(missing, settings.mostTrades(), leastPages(missing)));
    }
    if (nowMicros - gap.toMicros() > settings.oldest().toNanos() / 1_000) {
      return Optional.of("older than " + settings.oldest().toDays() + " days");
    }
    return Optional.empty();
  }

  /** More pages than these a venue does not need for the gap. */
  long mostPages(Gap gap) {
    return 20 + 2 * leastPages(gap.last() - gap.first() + 1);
  }

  private long leastPages(long trades) {
    return (trades + backfill.mostTrades() - 1) / backfill.mostTrades();
  }

  /** Publishes the trades of a page, and gives up those that it should have and has not. */
  void publish(Attempt attempt, Page page, long receivedMicros) {
    Gap gap = attempt.gap();
    long expected = page.answeredFirst();
    for (Trade trade : page.trades()) {
      outlet.publish(gap.product(), trade.frame(), receivedMicros, FrameOrigin.BACKFILL);
      counters.published();
      unknown(attempt, expected, trade.id() - 1, receivedMicros);
      expected = trade.id() + 1;
    }
    unknown(attempt, expected, page.answeredLast(), receivedMicros);
  }

  private void unknown(Attempt attempt, long first, long last, long nowMicros) {
    if (first <= last && isSettled(attempt, nowMicros)) {
      giveUp(attempt.gap().product(), first, last, "the venue does not know them", nowMicros);
    }
  }

  /** The venue says that it has nothing of the gap. */
  void gone(Attempt attempt, String reason, long nowMicros) {
    if (isSettled(attempt, nowMicros)) {
      giveUp(attempt.gap(), reason, nowMicros);
    } else {
      counters.problem(reason);
    }
  }

  /** A mark is for good: a REST API can be behind its socket, or be wrong once. */
  private boolean isSettled(Attempt attempt, long nowMicros) {
    long age = nowMicros - attempt.gap().foundMicros();
    return attempt.deliveries() > 0 && age >= settings.settle().toNanos() / 1_000;
  }

  /** Says that nothing of the gap can be repaired. */
  void giveUp(Gap gap, String reason, long nowMicros) {
    LOG.warn("Cannot repair {}: {}", Attempts.text(gap), reason);
    giveUp(gap.product(), gap.first(), gap.last(), reason, nowMicros);
  }

  private void giveUp(String product, long first, long last, String reason, long nowMicros) {
    LOG.debug("Cannot repair {} {}..{}: {}", product, first, last, reason);
    Mark mark = new Mark.Unrepairable(product, first, last, reason);
    outlet.publish(product, MarkJson.write(mark), nowMicros, FrameOrigin.FEED);
    counters.gaveUp(last - first + 1, reason);
  }
}
