package tributary.feeds.simulator.http;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tributary.feeds.http.CallBudget;
import tributary.feeds.venue.Limit;

/**
 * A venue over HTTP/1.1 on loopback: it checks the key, keeps to the limits that it was told,
 * misbehaves as scripted, and knows what it answered. Made by {@link HttpSimulators}.
 *
 * <pre>
 * request ──script──> spoiled, or ──key, limits──> refused, or ──recording, market──> data
 * </pre>
 *
 * Any thread may call.
 */
public final class HttpSimulator implements AutoCloseable {
  private final Played venue;
  private final HttpScript script;
  private final @Nullable String key;
  private final CallBudget budget;
  private final LoopbackHttp server = new LoopbackHttp(this::answer);
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private final Map<String, Integer> lastByQuestion = new HashMap<>();
  private final Map<String, Long> products = new TreeMap<>();
  private long calls;
  private long data;
  private long dataBytes;
  private long distinct;
  private long refused;
  private long misbehaved;

  /**
   * @param key the only one that is accepted; null if any is, or none
   * @param limits beyond which calls are refused
   * @param nanos a monotonic clock in nanoseconds, for the limits
   */
  HttpSimulator(
      Played venue,
      HttpScript script,
      @Nullable String key,
      List<Limit> limits,
      LongSupplier nanos) {
    this.venue = venue;
    this.script = script;
    this.key = key;
    this.budget = new CallBudget(limits, nanos);
  }

  /** Begins to answer on a free port of 127.0.0.1, and tells where. */
  public URI start() {
    return server.start();
  }

  /** What was answered so far. */
  public synchronized HttpTruth truth() {
    return new HttpTruth(calls, data, dataBytes, distinct, refused, misbehaved, products);
  }

  /**
   * Done when everything there is to say has been answered once; from then on the last of it is
   * said again. Fails if the simulator is closed before.
   */
  public CompletableFuture<Void> finished() {
    return finished.copy();
  }

  private synchronized Response answer(Request request) {
    calls++;
    String theirs = venue.manners().key(request);
    Optional<Response> spoiled = script.instead(calls, theirs);
    if (spoiled.isPresent()) {
      misbehaved++;
      return spoiled.get();
    }
    if (key != null && !key.equals(theirs)) {
      refused++;
      return venue.manners().badKey();
    }
    CallBudget.Decision decision = budget.take();
    if (decision instanceof CallBudget.Wait wait) {
      refused++;
      return venue.manners().limited(wait);
    }
    ((CallBudget.Go) decision).ticket().close();
    Response response = count(request, venue.reply(request));
    if (venue.isDone()) {
      finished.complete(null);
    }
    return compressed(request, response);
  }

  private Response count(Request request, Served served) {
    Response response = served.response();
    if (served.products().isEmpty()) {
      refused++;
      return response;
    }
    data++;
    dataBytes += response.body().length;
    int hash = Arrays.hashCode(response.body());
    Integer before = lastByQuestion.put(request.path() + new TreeMap<>(request.query()), hash);
    distinct += before == null || before != hash ? 1 : 0;
    served.products().forEach(product -> products.merge(product, 1L, Long::sum));
    return response;
  }

  private static Response compressed(Request request, Response response) {
    if (!request.header("accept-encoding").contains("gzip")) {
      return response;
    }
    return new Response(
            response.status(), response.headers(), Spoiled.gzip(response.body()), response.manner())
        .header("Content-Encoding", "gzip");
  }

  /** Hangs up on everybody, at once. Idempotent. */
  @Override
  public void close() {
    finished.completeExceptionally(
        new IllegalStateException("Cannot finish: the simulator is closed"));
    server.close();
  }
}
