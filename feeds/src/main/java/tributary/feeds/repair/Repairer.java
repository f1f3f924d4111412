package tributary.feeds.repair;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.core.gaps.Gap;
import tributary.feeds.publish.Outlet;
import tributary.feeds.venue.RestBackfill.Cursor;
import tributary.feeds.venue.RestBackfill.Failed;
import tributary.feeds.venue.RestBackfill.Gone;
import tributary.feeds.venue.RestBackfill.Page;
import tributary.feeds.venue.RestBackfill.Reply;

/**
 * Closes the gaps of one topic: fetches the missing trades from the venue's REST API, page by page,
 * and publishes them to the topic that misses them.
 *
 * <pre>
 * open gaps ──oldest──> call ──page──> outlet ──> topic ──> the log shows it: no gap any more
 *     ^                  └── the venue does not have it ──> mark ──────^
 *     └────────────── it does not show it for a while ─────────────────┘
 * </pre>
 *
 * What a gap is, and that it is closed, only the log says. Whatever happens between, a crash
 * included, the gap is there afterwards or it is not; trades that come twice have one key.
 *
 * <p>The thread {@code repair-<venue>} does everything. The outlet must be its own: a feed's serves
 * one thread. {@link #start} and {@link #close} are for one thread, {@link #status} for any.
 */
public final class Repairer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Repairer.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);
  private static final int MOST_FAILURES = 6;

  private final RepairTarget target;
  private final RepairSettings settings;
  private final Supplier<List<Gap>> openGaps;
  private final LongSupplier nanos;
  private final RepairCounters counters = new RepairCounters();
  private final Delivery delivery;
  private final Fetcher fetcher;
  private final Attempts attempts;
  private final Outlet outlet;
  private final Thread thread;
  private boolean isCalling;
  private boolean isClosing;

  /**
   * A repairer that is not yet started.
   *
   * @param openGaps what is missing now; asked before each call, and about each second without one
   * @param outlet one that nobody else uses, to the topic with the gaps
   * @param wall for the receive times of what is fetched, and the age of gaps
   * @param nanos a monotonic clock in nanoseconds
   * @param random spreads the pauses between calls that fail
   */
  public Repairer(
      RepairTarget target,
      RepairSettings settings,
      Supplier<List<Gap>> openGaps,
      Outlet outlet,
      InstantSource wall,
      LongSupplier nanos,
      RandomGenerator random) {
    this.target = target;
    this.settings = settings;
    this.openGaps = openGaps;
    this.outlet = outlet;
    this.nanos = nanos;
    this.delivery = new Delivery(target.backfill(), settings, outlet, counters);
    this.fetcher = new Fetcher(target, settings, wall, nanos, random, counters);
    this.attempts = new Attempts(target.backfill(), counters);
    this.thread = new Thread(this::run, "repair-" + target.venue());
    thread.setDaemon(true);
  }

  /** Begins to look for gaps and returns at once. */
  public void start() {
    thread.start();
  }

  /** The repairer as it is now. */
  public RepairStatus status() {
    return counters.status();
  }

  /**
   * Ends the call under way, waits for its thread and flushes the outlet, for 10 seconds each at
   * most. Does not close the outlet. Idempotent; may be called without a start.
   */
  @Override
  public void close() {
    synchronized (this) {
      isClosing = true;
      if (isCalling) {
        thread.interrupt();
      }
      notifyAll();
    }
    try {
      thread.join(LONGEST_CLOSE.toMillis());
      if (thread.isAlive()) {
        thread.interrupt(); // a frame waits for room: it is refused, and its gap stays open
        thread.join(LONGEST_CLOSE.toMillis());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    fetcher.close();
    if (!outlet.flush(LONGEST_CLOSE)) {
      LOG.warn("Trades fetched from {} are still unacknowledged", target.venue());
    }
  }

  private void run() {
    long pauseNanos = 0;
    while (paused(pauseNanos)) {
      try {
        pauseNanos = step();
      } catch (RuntimeException unexpected) {
        LOG.warn("Cannot repair gaps of {} for now", target.venue(), unexpected);
        counters.problem(unexpected.toString());
        pauseNanos = settings.look().toNanos();
      }
    }
  }

  /** Makes one call at most; answers how long to wait before the next step, in nanoseconds. */
  private long step() {
    List<Gap> open = openGaps.get();
    counters.open(open.size());
    attempts.forgetClosed(open);
    Attempt attempt = attempts.next(open, nanos.getAsLong());
    if (attempt == null) {
      counters.waiting(attempts.waitingFor(open).orElse(null));
      return settings.look().toNanos();
    }
    Optional<String> hopeless = delivery.hopeless(attempt, fetcher.micros());
    if (hopeless.isPresent()) {
      delivery.giveUp(attempt.gap(), hopeless.get(), fetcher.micros());
      attempt.delivered(false, nanos.getAsLong(), settings);
      return 0;
    }
    Fetcher.Outcome outcome = fetch(attempt.gap(), attempt.cursor());
    return outcome == null ? 0 : take(attempt, outcome);
  }

  /** Null if it is closing. */
  private Fetcher.@Nullable Outcome fetch(Gap gap, Cursor cursor) {
    synchronized (this) {
      if (isClosing) {
        return null;
      }
      isCalling = true;
    }
    try {
      return fetcher.fetch(gap, cursor);
    } finally {
      synchronized (this) {
        isCalling = false;
        Thread.interrupted(); // that was for the call
      }
    }
  }

  private long take(Attempt attempt, Fetcher.Outcome outcome) {
    if (outcome instanceof Fetcher.Later later) {
      counters.waiting(later.why());
      return Math.min(later.nanos(), settings.look().toNanos());
    }
    if (outcome instanceof Fetcher.Refused refused) {
      setAside(attempt, refused.reason());
      return 0;
    }
    Fetcher.Answered answered = (Fetcher.Answered) outcome;
    take(attempt, answered.reply(), answered.receivedMicros());
    return 0;
  }

  private void take(Attempt attempt, Reply reply, long receivedMicros) {
    Gap gap = attempt.gap();
    counters.waiting(null);
    if (reply instanceof Page page) {
      delivery.publish(attempt, page, receivedMicros);
      boolean withTrades = !page.trades().isEmpty();
      if (page.next().isEmpty()) {
        attempt.delivered(withTrades, nanos.getAsLong(), settings);
        return;
      }
      attempt.goOn(page.next().get(), withTrades);
      if (attempt.pages() > delivery.mostPages(gap)) {
        setAside(attempt, "the venue's pages bring too little: " + attempt.pages() + " so far");
      }
    } else if (reply instanceof Gone gone) {
      delivery.gone(attempt, gone.reason(), receivedMicros);
      attempt.delivered(false, nanos.getAsLong(), settings);
    } else if (reply instanceof Failed failed && attempt.failed() >= MOST_FAILURES) {
      setAside(attempt, failed.problem());
    }
  }

  private void setAside(Attempt attempt, String reason) {
    String problem = "Cannot repair " + Attempts.text(attempt.gap()) + " yet: " + reason;
    LOG.warn("{}: {}", target.venue(), problem);
    counters.problem(problem);
    attempt.setAside(nanos.getAsLong(), settings);
  }

  /** Waits; false if it is closing. */
  private synchronized boolean paused(long pauseNanos) {
    long until = nanos.getAsLong() + pauseNanos;
    try {
      for (long left = pauseNanos; !isClosing && left > 0; left = until - nanos.getAsLong()) {
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      }
    } catch (InterruptedException interrupted) {
      return false;
    }
    return !isClosing;
  }
}
