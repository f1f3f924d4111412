package tributary.feeds.socket;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/** Reads what the JDK's client reports. */
final class Failures {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /** For a venue that is asked too often and gives no number of seconds. */
  private static final Duration UNNAMED_PAUSE = Duration.ofSeconds(5);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int TEAPOT = 418; // what Binance answers to who goes on after 429

  private Failures() {}

  /** Why there is no connection; with the pause that the venue wants, 10 minutes at most. */
  static Ending cannotConnect(URI address, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof WebSocketHandshakeException)) {
      cause = cause.getCause();
    }
    if (!(cause instanceof WebSocketHandshakeException refused)) {
      return Ending.lost("cannot connect to %s: %s".formatted(address, describe(failure)));
    }
    HttpResponse<?> answer = refused.getResponse();
    Duration pause = pause(answer);
    String wait = pause.isZero() ? "" : ", to be left alone for " + pause.toSeconds() + " s";
    return new Ending(
        "cannot connect to %s: answered with HTTP %d%s"
            .formatted(address, answer.statusCode(), wait),
        Ending.Cause.LOST,
        pause);
  }

  private static Duration pause(HttpResponse<?> answer) {
    String after = answer.headers().firstValue("Retry-After").orElse("").strip();
    if (SECONDS.matcher(after).matches()) {
      Duration wanted = Duration.ofSeconds(Long.parseLong(after));
      return wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
    }
    int status = answer.statusCode();
    return status == TOO_MANY_REQUESTS || status == TEAPOT ? UNNAMED_PAUSE : Duration.ZERO;
  }

  static boolean isNotUtf8(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof CharacterCodingException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  static String describe(Throwable failure) {
    Throwable cause = cause(failure);
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return cause instanceof IOException && message != null ? message : name + ": " + message;
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
