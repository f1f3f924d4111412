package tributary.feeds.socket;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.feeds.publish.Outlet;
import tributary.feeds.retry.Backoff;

/**
 * A running feed over a WebSocket: connects, subscribes, hands every frame to the outlet unchanged,
 * notices silence, and connects and subscribes again, for as long as it is open.
 *
 * <pre>
 * connecting ──answered──> live ──silence, end or error──> backing off ──> connecting ...
 * </pre>
 *
 * A venue answers with an ack; a replay with whatever frame of the recording is the next. Anything
 * but an error is an answer, and without one in time the connection is given up.
 *
 * <p>A frame that the outlet took is not lost by a reconnect; what the venue sends meanwhile is.
 * Where heartbeats are not asked for, silence proves nothing and is not acted on.
 *
 * <p>Threads: {@code feed-<venue>} connects and watches; frames come on {@code feed-<venue>-io}.
 * {@link #start} and {@link #close} are for one thread, {@link #status} for any.
 */
public final class SocketFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketFeed.class);
  private static final long TICK_MILLIS = 20;
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

  private final FeedTarget target;
  private final FeedSettings settings;
  private final Outlet outlet;
  private final ReceiveClock clock;
  private final LongSupplier nanos;
  private final Backoff backoff;
  private final FeedCounters counters;
  private final ExecutorService io;
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable Connection current;

  /**
   * A feed that is not yet started.
   *
   * @param nanos a monotonic clock in nanoseconds
   * @param random spreads the pauses between connections
   * @throws IllegalArgumentException if the venue cannot be asked for this
   */
  public SocketFeed(
      FeedTarget target,
      FeedSettings settings,
      Outlet outlet,
      ReceiveClock clock,
      LongSupplier nanos,
      RandomGenerator random) {
    target.venue().check(target.request());
    this.target = target;
    this.settings = settings;
    this.outlet = outlet;
    this.clock = clock;
    this.nanos = nanos;
    this.backoff = new Backoff(settings.firstBackoff(), settings.longestBackoff(), random);
    this.counters = new FeedCounters(target.request().products());
    String name = "feed-" + target.venue().name();
    this.io = Executors.newFixedThreadPool(2, daemons(name + "-io"));
    this.thread = new Thread(this::run, name);
  }

  /** Begins to connect and returns at once. */
  public void start() {
    thread.start();
  }

  /** The feed as it is now. */
  public FeedStatus status() {
    return counters.status();
  }

  /**
   * Takes no more frames, waits for its thread, and flushes the outlet, for 10 seconds each at
   * most; a frame for which the outlet had no room until then is counted there as refused.
   * Idempotent; may be called without a start.
   */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    Connection connection = current;
    if (connection != null) {
      connection.end("closed");
    }
    synchronized (this) {
      notifyAll();
    }
    if (!joined()) {
      io.shutdownNow(); // interrupts a frame that waits for room
      joined();
    }
    io.shutdown();
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
    HttpClient client = HttpClient.newBuilder().executor(io).build();
    while (!closing) {
      counters.connecting();
      Connection connection = new Connection(target, settings, outlet, clock, nanos, counters);
      current = connection;
      connection.open(client);
      String ending = watch(connection);
      connection.retire();
      if (connection.fruitful()) {
        backoff.reset();
      }
      if (!closing) {
        counters.backingOff(ending);
        pause(backoff.nextNanos(), ending);
      }
    }
  }

  /** Waits for the connection's end and looks after it meanwhile. */
  private String watch(Connection connection) {
    while (true) {
      try {
        if (closing) {
          connection.end("closed");
        }
        return connection.ending().get(TICK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        connection.check();
      } catch (InterruptedException | ExecutionException unexpected) {
        return "stopped: " + unexpected;
      }
    }
  }

  private void pause(long pauseNanos, String ending) {
    LOG.info(
        "{}: {}; connecting again in {} ms",
        target.venue().name(),
        ending,
        TimeUnit.NANOSECONDS.toMillis(pauseNanos));
    long until = nanos.getAsLong() + pauseNanos;
    synchronized (this) {
      while (!closing && until - nanos.getAsLong() > 0) {
        try {
          wait(TICK_MILLIS);
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
