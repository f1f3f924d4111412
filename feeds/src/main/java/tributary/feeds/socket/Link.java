package tributary.feeds.socket;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.feeds.publish.Outlet;
import tributary.feeds.retry.Backoff;

/**
 * One of a feed's connections, kept up: opened, watched, and opened again when it ends. What goes
 * wrong with one link is no other link's affair.
 *
 * <p>Before a connection that the venue will end, a second one is opened; when that has been live
 * for a second, the first is let go. So nothing is missed and some frames come twice. With the
 * clock of a recording the first ends before the second begins.
 *
 * <p>{@link #run} is for a thread of its own; any thread may stop it.
 */
final class Link implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final long TICK_MILLIS = 20;
  private static final long OVERLAP_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final FeedTarget target;
  private final FeedSettings settings;
  private final Outlet outlet;
  private final ReceiveClock clock;
  private final LongSupplier nanos;
  private final HttpClient client;
  private final Gate gate;
  private final Backoff backoff;
  private final LinkCounters counters;
  private final Marks marks;
  private volatile boolean stopping;
  private @Nullable Connection next;
  private long nextTry;

  /**
   * @param target the venue and what this link alone asks for
   */
  Link(
      FeedTarget target,
      FeedSettings settings,
      Outlet outlet,
      ReceiveClock clock,
      LongSupplier nanos,
      HttpClient client,
      Gate gate,
      Backoff backoff,
      LinkCounters counters) {
    this.target = target;
    this.settings = settings;
    this.outlet = outlet;
    this.clock = clock;
    this.nanos = nanos;
    this.client = client;
    this.gate = gate;
    this.backoff = backoff;
    this.counters = counters;
    this.marks = new Marks(target.request().products(), outlet, counters);
  }

  /** Takes no more frames and ends the run soon. */
  synchronized void stop() {
    stopping = true;
    notifyAll();
  }

  @Override
  public void run() {
    clock.nowMicros().ifPresent(marks::beginning);
    long pause = 0;
    while (isItsTurn(pause)) {
      pause = keepUp();
    }
    counters.state(FeedStatus.State.CLOSED);
  }

  /** Waits for the end of the pause, and for the gate; false if the link is to stop. */
  private synchronized boolean isItsTurn(long pauseNanos) {
    long from = nanos.getAsLong();
    while (!stopping) {
      long now = nanos.getAsLong();
      if (now - from >= pauseNanos && gate.opens(now)) {
        counters.state(FeedStatus.State.CONNECTING);
        return true;
      }
      try {
        wait(TICK_MILLIS);
      } catch (InterruptedException interrupted) {
        return false;
      }
    }
    return false;
  }

  private Connection begin() {
    counters.begun();
    Hearing hearing = new Hearing(target, settings, outlet, marks, clock, nanos, counters);
    Connection connection = new Connection(target, settings, nanos, hearing);
    connection.open(client);
    return connection;
  }

  /** A fault of ours must not leave a feed that only seems to run. */
  private long keepUp() {
    Connection first = begin();
    try {
      return keepUp(first);
    } catch (RuntimeException fault) {
      LOG.error("{}: connecting anew after a fault", target.venue().name(), fault);
      first.retire();
      retire(next);
      next = null;
      mark(first.hearing(), Ending.lost("fault: " + fault));
      counters.ended("fault: " + fault);
      return backoff.nextNanos();
    }
  }

  /**
   * Looks after a connection, and whichever takes over from it, until one ends that has no
   * successor.
   *
   * @return how long to pause before the next, in nanoseconds
   */
  private long keepUp(Connection first) {
    Connection current = first;
    nextTry = nanos.getAsLong();
    while (true) {
      Ending ending = current.ending(TICK_MILLIS);
      if (ending == null) {
        lookAfter(current);
        continue;
      }
      current.retire();
      Connection successor = next;
      next = null;
      boolean goesOn = ending.cause() == Ending.Cause.REPLACED && successor != null;
      if (!goesOn) {
        mark(current.hearing(), ending);
      }
      counters.ended(ending.reason());
      if (successor == null || stopping) {
        retire(successor);
        return pauseAfter(current.hearing(), ending);
      }
      counters.state(
          successor.hearing().isLive() ? FeedStatus.State.LIVE : FeedStatus.State.CONNECTING);
      current = successor;
    }
  }

  private static void retire(@Nullable Connection connection) {
    if (connection != null) {
      connection.retire();
    }
  }

  private void lookAfter(Connection current) {
    if (stopping) {
      current.end(new Ending("stopped", Ending.Cause.STOPPED, Duration.ZERO));
      return;
    }
    current.check();
    long now = nanos.getAsLong();
    if (next != null) {
      lookAfterNext(current, next, now);
    } else if (current.hearing().isLeaving(now) && current.hearing().isFruitful(now)) {
      replace(current, now);
    }
  }

  private void replace(Connection current, long now) {
    if (clock.nowMicros().isEmpty()) {
      current.end(replaced());
    } else if (now - nextTry >= 0 && gate.opens(now)) {
      next = begin();
    }
  }

  private void lookAfterNext(Connection current, Connection successor, long now) {
    successor.check();
    Ending failed = successor.ending(0);
    if (failed != null) {
      LOG.warn("{}: a connection to follow fails: {}", target.venue().name(), failed.reason());
      successor.retire();
      next = null;
      nextTry = now + pauseAfter(successor.hearing(), failed);
    } else if (successor.hearing().isLiveFor(OVERLAP_NANOS, now)) {
      current.end(replaced());
    }
  }

  private static Ending replaced() {
    return new Ending("replaced before the venue ends it", Ending.Cause.REPLACED, Duration.ZERO);
  }

  /**
   * A reader of the stream sees where the feed was down. The end of a recording is no such thing.
   */
  private void mark(Hearing ended, Ending ending) {
    OptionalLong now = clock.nowMicros();
    boolean isRecordingsEnd = ending.cause() == Ending.Cause.STOPPED && now.isEmpty();
    if (ended.isLive() && !isRecordingsEnd) {
      marks.disconnected(ending.reason(), now.orElse(ended.lastMicros()));
    }
  }

  private long pauseAfter(Hearing ended, Ending ending) {
    long now = nanos.getAsLong();
    if (ended.isFruitful(now)) {
      backoff.reset();
    }
    if (!ending.pause().isZero()) {
      gate.hold(now + ending.pause().toNanos());
    }
    if (ending.cause() == Ending.Cause.STOPPED) {
      return 0;
    }
    long pause = ending.cause() == Ending.Cause.REPLACED ? 0 : backoff.nextNanos();
    LOG.info(
        "{}: {}; connecting again in {} ms",
        target.venue().name(),
        ending.reason(),
        TimeUnit.NANOSECONDS.toMillis(Math.max(pause, ending.pause().toNanos())));
    return pause;
  }
}
