package tributary.feeds.simulator.rest;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import tributary.feeds.http.CallBudget;
import tributary.feeds.simulator.http.HttpScript;
import tributary.feeds.simulator.http.LoopbackHttp;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;
import tributary.feeds.venue.Limit;

/**
 * A venue's REST API on loopback that keeps to its limits, misbehaves as scripted, and remembers
 * how it was asked. Any thread.
 */
public final class RestSimulator implements AutoCloseable {
  private static final int MOST_REMEMBERED = 10_000;

  private final Function<Request, Response> venue;
  private final HttpScript script;
  private final CallBudget budget;
  private final LoopbackHttp server = new LoopbackHttp(this::answer);
  private final List<Request> calls = new ArrayList<>();
  private long number;
  private long overruns;

  /**
   * A simulator that does not yet answer.
   *
   * @param venue one of {@link RestVenues}
   * @param limits beyond them the answer is 429
   * @param nanos a monotonic clock in nanoseconds, for the limits
   */
  public RestSimulator(
      Function<Request, Response> venue,
      List<Limit> limits,
      HttpScript script,
      LongSupplier nanos) {
    this.venue = venue;
    this.script = script;
    this.budget = new CallBudget(limits, nanos);
  }

  /** Begins to answer on a free port of 127.0.0.1, and tells where. */
  public URI start() {
    return server.start();
  }

  /** The requests so far, at most the first 10,000. */
  public synchronized List<Request> calls() {
    return List.copyOf(calls);
  }

  /** How many calls were more than the limits allow. */
  public synchronized long overruns() {
    return overruns;
  }

  private synchronized Response answer(Request request) {
    if (calls.size() < MOST_REMEMBERED) {
      calls.add(request);
    }
    Optional<Response> spoiled = script.instead(++number, "");
    if (spoiled.isPresent()) {
      return spoiled.get();
    }
    if (budget.take() instanceof CallBudget.Go go) {
      go.ticket().close();
      return venue.apply(request);
    }
    overruns++;
    return Response.json("{\"message\":\"Too many requests\"}").status(429);
  }

  /** Hangs up on everybody. Idempotent. */
  @Override
  public void close() {
    server.close();
  }
}
