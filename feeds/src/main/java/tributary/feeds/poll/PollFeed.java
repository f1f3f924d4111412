package tributary.feeds.poll;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.core.frame.FrameOrigin;
import tributary.core.frame.Mark;
import tributary.core.frame.MarkJson;
import tributary.feeds.http.CallBudget;
import tributary.feeds.http.RestClient;
import tributary.feeds.publish.Outlet;
import tributary.feeds.retry.Backoff;
import tributary.feeds.socket.ReceiveClock;

/**
 * A running feed that asks: one call at a time, each thing at its interval, within the venue's
 * limits, for as long as it is open. A reply that is data is stamped once and published; a refusal,
 * however it is dressed, and a reply that tells one of our keys never are.
 *
 * <pre>
 * due ──budget──> call ──data──> published ──interval──> due
 *                   └──failed, refused──> back-off, the venue's own pause, or interval ──> due
 * </pre>
 *
 * Where no good reply comes for two intervals, each product gets a {@link Mark.Disconnected} in the
 * stream, once, under the key of its frames.
 *
 * <p>Threads: {@code feed-<venue>} does everything. {@link #start} and {@link #close} are for one
 * thread, {@link #status} for any.
 */
public final class PollFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PollFeed.class);
  private static final long TICK_MILLIS = 20;
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

  private final PollTarget target;
  private final Asker asker;
  private final CallBudget budget;
  private final Outlet outlet;
  private final ReceiveClock clock;
  private final LongSupplier nanos;
  private final Backoff backoff;
  private final List<Turn> turns;
  private final PollCounters counters;
  private final Thread thread;
  private long notBefore;
  private volatile boolean closing;

  /**
   * A feed that is not yet started.
   *
   * @param client stays open when the feed is closed
   * @param budget the venue's, shared with whoever else calls it with the same key
   * @param nanos the monotonic clock of the budget, in nanoseconds
   * @param random spreads the pauses after failures
   */
  public PollFeed(
      PollTarget target,
      PollSettings settings,
      RestClient client,
      CallBudget budget,
      Outlet outlet,
      ReceiveClock clock,
      LongSupplier nanos,
      RandomGenerator random) {
    this.target = target;
    this.budget = budget;
    this.outlet = outlet;
    this.clock = clock;
    this.nanos = nanos;
    this.backoff = new Backoff(settings.firstBackoff(), settings.longestBackoff(), random);
    long now = nanos.getAsLong();
    this.notBefore = now;
    this.turns =
        target.polls().stream()
            .map(poll -> settings.every().map(poll::every).orElse(poll))
            .map(poll -> new Turn(poll, settings, random, now))
            .toList();
    this.counters = new PollCounters(target.request().products(), target.access().wall(), nanos);
    this.asker = new Asker(target, client, clock, counters);
    this.thread = new Thread(this::run, "feed-" + target.venue().name());
  }

  /** Begins to ask and returns at once. */
  public void start() {
    thread.start();
  }

  /** The feed as it is now. */
  public PollStatus status() {
    return counters.status();
  }

  /**
   * Gives up a call that is under way, waits for its thread, and flushes the outlet, for 10 seconds
   * each at most. Idempotent; may be called without a start.
   */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    asker.close();
    if (!joined()) {
      thread.interrupt(); // a frame that waits for room
      joined();
    }
    if (!outlet.flush(LONGEST_CLOSE)) {
      LOG.warn("Frames of {} are still unacknowledged", target.venue().name());
    }
    counters.closed();
  }

  private boolean joined() {
    try {
      thread.join(LONGEST_CLOSE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private void run() {
    turns.forEach(turn -> mark(turn, turn.continuity().beginning()));
    while (!closing) {
      try {
        step(nanos.getAsLong());
      } catch (RuntimeException fault) {
        LOG.error("{}: going on after a fault", name(), fault);
        counters.failed("fault: " + fault);
        rest(nanos.getAsLong(), backoff.nextNanos(), "fault: " + fault);
      }
    }
  }

  private void step(long now) {
    turns.forEach(turn -> mark(turn, turn.continuity().broken(now)));
    Turn next = Collections.min(turns, Comparator.comparingLong(turn -> turn.dueNanos() - now));
    if (next.dueNanos() - now > 0 || notBefore - now > 0) {
      pause();
    } else {
      take(next, now);
    }
  }

  private void take(Turn turn, long now) {
    CallBudget.Decision decision = budget.take();
    if (decision instanceof CallBudget.Wait wait) {
      rest(now, wait.nanos(), wait.why());
    } else if (decision instanceof CallBudget.Go go) {
      ask(turn, go.ticket());
    }
  }

  /** Until the next look; one that comes too soon does no harm. */
  @SuppressWarnings("WaitNotInLoop")
  private synchronized void pause() {
    if (!closing) {
      try {
        wait(TICK_MILLIS);
      } catch (InterruptedException interrupted) {
        closing = true;
      }
    }
  }

  private void rest(long now, long restNanos, String why) {
    notBefore = now + restNanos;
    counters.waiting(notBefore, why);
  }

  private void ask(Turn turn, CallBudget.Ticket ticket) {
    long calledNanos = nanos.getAsLong();
    Attempt attempt = asker.ask(turn.poll(), ticket);
    if (attempt instanceof Attempt.Good good) {
      turn.settled(calledNanos);
      backoff.reset();
      publish(turn, good);
    } else if (attempt instanceof Attempt.Held held) {
      held(turn, held);
    } else if (attempt instanceof Attempt.Refused refused) {
      turn.settled(calledNanos);
      refused(turn, refused.words());
    } else if (attempt instanceof Attempt.Failed failed && !closing) {
      failed(turn, calledNanos, failed);
    }
  }

  private void publish(Turn turn, Attempt.Good good) {
    outlet.publish(turn.poll().key(), good.frame(), good.receivedMicros());
    turn.continuity().good(good.told(), nanos.getAsLong());
    for (String product : turn.poll().products()) {
      if (!good.told().contains(product) && counters.unsubscribed(product)) {
        LOG.warn("{}: not subscribed to {}: no reply tells about it", name(), product);
      }
    }
    counters.frame(good.told(), good.frame().length, good.receivedMicros());
  }

  /** The venue wants to be left alone: no call at all until then, then the same again. */
  private void held(Turn turn, Attempt.Held held) {
    Duration least = Duration.ofNanos(backoff.nextNanos());
    Duration pause = held.pause().filter(asked -> asked.compareTo(least) > 0).orElse(least);
    budget.hold(pause, "the venue's limit: " + held.words());
    turn.held(nanos.getAsLong());
    refused(turn, held.words());
  }

  private void refused(Turn turn, String words) {
    LOG.warn("{} refuses: {}", name(), words);
    turn.continuity().failed(words);
    counters.refused(words);
  }

  private void failed(Turn turn, long calledNanos, Attempt.Failed failed) {
    LOG.info("{}: {}", name(), failed.reason());
    turn.continuity().failed(failed.reason());
    if (failed.isRetryable()) {
      long now = nanos.getAsLong();
      rest(now, backoff.nextNanos(), failed.reason());
      turn.failed(now);
    } else {
      turn.settled(calledNanos);
    }
    counters.failed(failed.reason());
  }

  private void mark(Turn turn, List<Mark> marks) {
    for (Mark mark : marks) {
      outlet.publish(
          turn.poll().key(), MarkJson.write(mark), clock.stampMicros(), FrameOrigin.FEED);
      counters.mark();
    }
  }

  private String name() {
    return target.venue().name();
  }
}
