package tributary.feeds.poll;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.TestAccess;
import tributary.feeds.http.CallBudget;
import tributary.feeds.http.RestClient;
import tributary.feeds.http.RestSettings;
import tributary.feeds.simulator.http.HttpScript;
import tributary.feeds.simulator.http.HttpSimulator;
import tributary.feeds.simulator.http.HttpSimulators;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.PolledVenue;
import tributary.feeds.venues.Venues;

/** A real feed before a real socket, with a time that passes only when a test says so. */
public final class PollBench implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  static final String KEY = "KEY17SECRET";

  public final Published outlet = new Published();
  private final PolledVenue venue;
  private final Feed request;
  private final AtomicLong nanos = new AtomicLong();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Access access;
  private RestSettings rest = RestSettings.DEFAULT;

  /** A venue and what it is asked for. */
  public PollBench(String venue, List<String> products, String... channels) {
    this.venue = (PolledVenue) Venues.named(venue);
    this.request = new Feed(venue, products, List.of(channels));
    Access keys =
        TestAccess.with(Map.of("ALPHAVANTAGE_API_KEY", KEY, "COINGECKO_DEMO_API_KEY", KEY));
    this.access = new Access(keys.secrets(), this::wall, keys.random());
  }

  /** Calls wait half a second of real time for an answer, no more. */
  void beImpatient() {
    rest = rest.withDeadline(Duration.ofMillis(500));
  }

  /** The time. */
  public Instant wall() {
    return START.plusNanos(nanos.get());
  }

  /** Limits and key as the venue's own. */
  public HttpSimulators.Rules rules(String script) {
    return new HttpSimulators.Rules(
        HttpScript.parse(script), KEY, venue.limits(access), nanos::get);
  }

  /** Closes it in the end. */
  public HttpSimulator opened(HttpSimulator simulator) {
    open.push(simulator);
    return simulator;
  }

  /** A feed that asks there; not started. */
  public PollFeed feed(URI address) {
    return feed(address, PollSettings.DEFAULT);
  }

  PollFeed feed(URI address, PollSettings settings) {
    RestClient client = new RestClient(rest, this::wall);
    open.push(client);
    PollFeed feed =
        new PollFeed(
            new PollTarget(venue, address, request, access),
            settings,
            client,
            new CallBudget(venue.limits(access), nanos::get),
            outlet,
            () -> wall().getEpochSecond() * 1_000_000 + wall().getNano() / 1_000,
            nanos::get,
            new SplittableRandom(5));
    open.push(feed);
    return feed;
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Waits until so many calls are settled, one way or the other. */
  public static void awaitSettled(PollFeed feed, long calls) {
    Await.until(() -> settled(feed.status()) >= calls, feed::status);
  }

  /** Lets time pass and waits for one more call to be settled. */
  public void next(PollFeed feed, Duration time) {
    long before = settled(feed.status());
    pass(time);
    awaitSettled(feed, before + 1);
  }

  private static long settled(PollStatus status) {
    return status.frames() + sum(status.failures()) + sum(status.venueErrors());
  }

  static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
