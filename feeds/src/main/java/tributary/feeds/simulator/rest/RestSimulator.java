package tributary.feeds.simulator.rest;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import tributary.feeds.simulator.http.LoopbackHttp;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;
import tributary.feeds.venue.Limit;

/**
 * A venue's REST API on loopback that keeps its limit, misbehaves as scripted, and remembers how it
 * was asked. Any thread.
 */
public final class RestSimulator implements AutoCloseable {
  private static final int MOST_REMEMBERED = 10_000;

  private final Function<Request, Response> venue;
  private final Limit limit;
  private final Map<Integer, UnaryOperator<Response>> script;
  private final LongSupplier nanos;
  private final LoopbackHttp server = new LoopbackHttp(this::answer);
  private final List<Request> calls = new ArrayList<>();
  private final Deque<Long> recent = new ArrayDeque<>();
  private int number;
  private int overruns;

  /**
   * A simulator that does not yet answer.
   *
   * @param venue one of {@link RestVenues}
   * @param limit beyond it the answer is 429
   * @param script by the number of a call, from 1 on, what to do to the right answer
   * @param nanos a monotonic clock in nanoseconds, for the limit
   */
  public RestSimulator(
      Function<Request, Response> venue,
      Limit limit,
      Map<Integer, UnaryOperator<Response>> script,
      LongSupplier nanos) {
    this.venue = venue;
    this.limit = limit;
    this.script = Map.copyOf(script);
    this.nanos = nanos;
  }

  /** Begins to answer, and tells where. */
  public URI start() {
    return server.start();
  }

  /** The requests so far, at most the first 10,000. */
  public synchronized List<Request> calls() {
    return List.copyOf(calls);
  }

  /** How many calls were more than the limit allows. */
  public synchronized int overruns() {
    return overruns;
  }

  private Response answer(Request request) {
    UnaryOperator<Response> move;
    synchronized (this) {
      if (calls.size() < MOST_REMEMBERED) {
        calls.add(request);
      }
      if (!hasRoom()) {
        overruns++;
        return Response.json("{\"message\":\"Too many requests\"}").status(429);
      }
      move = script.getOrDefault(++number, UnaryOperator.identity());
    }
    return move.apply(venue.apply(request));
  }

  private boolean hasRoom() {
    long now = nanos.getAsLong();
    recent.removeIf(call -> now - call >= limit.window().toNanos());
    boolean hasRoom = recent.size() < limit.calls();
    if (hasRoom) {
      recent.add(now);
    }
    return hasRoom;
  }

  /** Hangs up on everybody. Idempotent. */
  @Override
  public void close() {
    server.close();
  }
}
