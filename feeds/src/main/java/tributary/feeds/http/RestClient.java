package tributary.feeds.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tributary.feeds.venue.Call;

/**
 * Makes one call and tells what became of it. It never asks again by itself, follows no redirect,
 * keeps no cookie, and takes no body that is too large, too slow, or something else than JSON in
 * UTF-8.
 *
 * <p>The JDK's client below it does ask again, once, where the venue hangs up without an answer. It
 * leaves that only if the JVM was started with {@code -Djdk.httpclient.redirects.retrylimit=1}, as
 * the launcher does, with {@code -Djdk.httpclient.disableRetryConnect=true} so that a venue that is
 * away is still told from one that hangs up.
 *
 * <p>Any thread may call; each call blocks its thread until the deadline at most.
 */
public final class RestClient implements AutoCloseable {
  private static final Pattern JSON =
      Pattern.compile(
          "(?i)(application|text)/([a-z0-9.-]+\\+)?json(\\s*;\\s*charset=\"?utf-?8\"?)?\\s*;?");

  /** What the JDK's client says where it was told not to ask again. */
  private static final String TOO_MANY = "Too many retries";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final RestSettings settings;
  private final InstantSource wall;
  private final ExecutorService io;
  private final HttpClient client;

  /**
   * A client that holds two threads until it is closed.
   *
   * @param wall the time by which a date in {@code Retry-After} is read
   */
  public RestClient(RestSettings settings, InstantSource wall) {
    this.settings = settings;
    this.wall = wall;
    this.io = Executors.newFixedThreadPool(2, RestClient::daemon);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .executor(io)
            .build();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "rest-" + NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** Makes the call. Never throws for what the venue or the network does. */
  public Answer get(Call call) {
    BoundedBody body = new BoundedBody(settings.maxBodyBytes());
    CompletableFuture<HttpResponse<byte[]>> exchange;
    try {
      exchange = client.sendAsync(request(call), head -> body);
    } catch (RejectedExecutionException closed) {
      return failed("closed", false);
    }
    try {
      HttpResponse<byte[]> response =
          exchange.get(settings.deadline().toNanos(), TimeUnit.NANOSECONDS);
      return answer(call, response);
    } catch (TimeoutException late) {
      return failed("no whole answer within " + seconds(settings.deadline()), true);
    } catch (ExecutionException failure) {
      return failed(call, failure.getCause() == null ? failure : failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return failed("interrupted", false);
    } finally {
      exchange.cancel(true);
      body.abandon();
    }
  }

  private static HttpRequest request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.address())
            .header("Accept", "application/json")
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", "Tributary");
    call.headers().forEach((name, value) -> request.header(name, value.reveal()));
    return request.GET().build();
  }

  private Answer answer(Call call, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    HttpHeaders headers = response.headers();
    if (status >= 300 && status < 400) {
      return failed("HTTP " + status + ", a redirect, which is not followed", false);
    }
    try {
      String encoding = headers.firstValue("content-encoding").orElse("");
      byte[] body = Inflation.of(response.body(), encoding, settings);
      return status == 200 ? page(body, headers) : other(call, status, body, headers);
    } catch (IOException unusable) {
      return failed(call, unusable);
    }
  }

  private static Answer page(byte[] body, HttpHeaders headers) {
    String type = headers.firstValue("content-type").orElse("");
    if (!JSON.matcher(type).matches()) {
      return failed("content type that is no JSON in UTF-8: " + shown(type), true);
    }
    if (body.length == 0) {
      return failed("empty body", true);
    }
    return isUtf8(body)
        ? new Answer.Page(body, headers)
        : failed("body that is not UTF-8, or begins with a byte order mark", true);
  }

  private Answer other(Call call, int status, byte[] body, HttpHeaders headers) {
    Optional<Duration> retryAfter = RetryAfter.of(headers, wall);
    String reason = ("HTTP " + status + " " + Excerpt.of(body, call)).strip();
    if (status == 429 || status == 418 || (status == 503 && retryAfter.isPresent())) {
      return new Answer.Limited(retryAfter, reason);
    }
    return status >= 400 && status < 500 && status != 408
        ? new Answer.Refused(status, reason)
        : failed(reason, true);
  }

  private static String shown(String type) {
    String line = type.replaceAll("[^\\x20-\\x7e]", "?");
    return line.isEmpty() ? "none" : line.substring(0, Math.min(line.length(), 100));
  }

  private static boolean isUtf8(byte[] body) {
    boolean isMarked =
        body.length >= 3
            && body[0] == (byte) 0xef
            && body[1] == (byte) 0xbb
            && body[2] == (byte) 0xbf;
    if (isMarked) {
      return false;
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException otherwise) {
      return false;
    }
  }

  private Answer failed(Call call, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnusableBody unusable) {
        return failed(String.valueOf(unusable.getMessage()), false);
      }
      if (cause instanceof RejectedExecutionException) {
        return failed("closed", false);
      }
      if (cause instanceof ConnectException) {
        return failed("cannot connect", true);
      }
      if (cause instanceof HttpTimeoutException) {
        return failed("cannot connect within " + seconds(settings.connectTimeout()), true);
      }
    }
    if (TOO_MANY.equals(failure.getMessage())) {
      return failed("connection closed without an answer", true);
    }
    String words = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return failed(shown(call.redact(words)), true);
  }

  private static Answer failed(String reason, boolean isRetryable) {
    return new Answer.Failed(reason, isRetryable);
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1_000.0 + " s";
  }

  /** Lets go of its threads; calls under way end when they would. Idempotent. */
  @Override
  public void close() {
    io.shutdown();
  }
}
