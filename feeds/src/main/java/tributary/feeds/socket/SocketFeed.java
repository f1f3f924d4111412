package tributary.feeds.socket;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.feeds.publish.Outlet;
import tributary.feeds.retry.Backoff;
import tributary.feeds.venue.SocketVenue;

/**
 * A running feed over WebSockets, as many as the venue wants for what is asked: connects,
 * subscribes, hands every frame to the outlet unchanged, notices silence, and connects and
 * subscribes again, for as long as it is open. Each connection goes through this by itself:
 *
 * <pre>
 * connecting ──answered──> live ──silence, end or error──> backing off ──> connecting ...
 * </pre>
 *
 * A venue answers with an ack; a replay with whatever frame of the recording is the next. Anything
 * but an error is an answer, and without one in time the connection is given up.
 *
 * <p>A frame that the outlet took is not lost by a reconnect; what the venue sends meanwhile is.
 * The stream says so: where a connection that was answered ends, and where the venue's numbers skip
 * some, each product of the connection gets a {@link tributary.core.frame.Mark}. Every mark stands
 * behind the last frame before, and in front of the first frame after, what it speaks of.
 *
 * <p>Silence of heartbeats ends a connection. Where none are asked for, the feed sends pings after
 * a silence, and goes by the pongs; that data alone stay away is shown by {@link
 * FeedStatus#freshness}, and nothing is done about it.
 *
 * <p>Threads: each connection has a {@code feed-<venue>} that connects and watches; frames come on
 * {@code feed-<venue>-io}. {@link #start} and {@link #close} are for one thread, {@link #status}
 * for any.
 */
public final class SocketFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketFeed.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

  private final String venue;
  private final Outlet outlet;
  private final LongSupplier nanos;
  private final ExecutorService io;
  private final List<LinkCounters> counters = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean closed;

  /**
   * A feed that is not yet started.
   *
   * @param nanos a monotonic clock in nanoseconds
   * @param random spreads the attempts to connect
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
    this.venue = target.venue().name();
    this.outlet = outlet;
    this.nanos = nanos;
    List<FeedTarget> targets = targets(target, clock);
    String name = "feed-" + venue;
    // A thread for each connection that waits for room, and one for whatever else is to be done.
    this.io = Executors.newFixedThreadPool(targets.size() + 1, daemons(name + "-io"));
    HttpClient client = HttpClient.newBuilder().executor(io).build();
    Gate gate = new Gate(target.venue().connectSpacing(), split(random));
    for (FeedTarget each : targets) {
      boolean beats = each.venue().heartbeats(each.request()) == SocketVenue.Heartbeats.PRODUCT;
      LinkCounters counted = new LinkCounters(each.request().products(), beats, settings, nanos);
      Backoff backoff =
          new Backoff(settings.firstBackoff(), settings.longestBackoff(), split(random));
      Link link = new Link(each, settings, outlet, clock, nanos, client, gate, backoff, counted);
      counters.add(counted);
      links.add(link);
      threads.add(new Thread(link, links.size() == 1 ? name : name + "-" + links.size()));
    }
  }

  private static List<FeedTarget> targets(FeedTarget target, ReceiveClock clock) {
    if (clock.nowMicros().isEmpty()) {
      return List.of(target); // a recording's times come one after the other
    }
    return target.venue().connections(target.request()).stream()
        .map(part -> new FeedTarget(target.venue(), target.address(), part, target.access()))
        .toList();
  }

  /** Generators are for one thread each. */
  private static RandomGenerator split(RandomGenerator random) {
    return new SplittableRandom(random.nextLong());
  }

  /** Begins to connect and returns at once. */
  public void start() {
    threads.forEach(Thread::start);
  }

  /** The feed as it is now. */
  public FeedStatus status() {
    return FeedStatus.of(counters.stream().map(LinkCounters::status).toList());
  }

  /**
   * Takes no more frames, waits for its threads, and flushes the outlet, for 10 seconds each at
   * most; a frame for which the outlet had no room until then is counted there as refused.
   * Idempotent; may be called without a start.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    links.forEach(Link::stop);
    if (!joined()) {
      io.shutdownNow(); // interrupts a frame that waits for room
      threads.forEach(Thread::interrupt); // and a mark
      joined();
    }
    io.shutdown();
    if (!outlet.flush(LONGEST_CLOSE)) {
      LOG.warn("Frames of {} are still unacknowledged", venue);
    }
    counters.forEach(each -> each.state(FeedStatus.State.CLOSED));
  }

  private boolean joined() {
    long until = nanos.getAsLong() + LONGEST_CLOSE.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - nanos.getAsLong())));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return threads.stream().noneMatch(Thread::isAlive);
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
