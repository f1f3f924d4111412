package tributary.feeds.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the header {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /** From zero to a day; empty if the header is absent or is neither form. */
  static Optional<Duration> of(HttpHeaders headers, InstantSource wall) {
    return headers
        .firstValue("retry-after")
        .map(String::strip)
        .flatMap(text -> read(text, wall))
        .map(RetryAfter::bounded);
  }

  private static Optional<Duration> read(String text, InstantSource wall) {
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
      return Optional.of(Duration.between(wall.instant(), until));
    } catch (DateTimeException | ArithmeticException otherwise) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wanted) {
    if (wanted.isNegative()) {
      return Duration.ZERO;
    }
    return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }
}
