package tributary.core.spec;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values with a unit: durations and sizes. */
final class Amounts {
  /** The longest duration in which windows and de-duplication are measured. */
  static final Duration YEAR = Duration.ofDays(366);

  private static final Pattern AMOUNT = Pattern.compile("(0|[1-9][0-9]{0,8})([A-Za-z]+)");
  private static final Map<String, ChronoUnit> DURATIONS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);
  private static final Map<String, Long> SIZES =
      Map.of(
          "KB",
          1_000L,
          "MB",
          1_000_000L,
          "GB",
          1_000_000_000L,
          "KiB",
          1L << 10,
          "MiB",
          1L << 20,
          "GiB",
          1L << 30);

  private Amounts() {}

  /** A duration from the least to the greatest. */
  static Value.Parser<Duration> duration(Duration least, Duration greatest) {
    return value -> {
      Duration duration = duration(value);
      if (duration != null && duration.compareTo(least) >= 0 && duration.compareTo(greatest) <= 0) {
        return duration;
      }
      value.invalid(
          "a duration such as 500ms, 1s, 10m, 2h or 1d, from %s to %s"
              .formatted(label(least), label(greatest)));
      return null;
    };
  }

  /** The duration as a pipeline file writes it. */
  private static String label(Duration duration) {
    if (duration.toDays() > 0) {
      return duration.toDays() + "d";
    }
    return duration.toHours() > 0 ? duration.toHours() + "h" : duration.toMillis() + "ms";
  }

  private static @Nullable Duration duration(Value value) {
    Matcher amount = AMOUNT.matcher(value.text());
    ChronoUnit unit = amount.matches() ? DURATIONS.get(amount.group(2)) : null;
    return unit == null ? null : Duration.of(Long.parseLong(amount.group(1)), unit);
  }

  /** A number of bytes from the least to the greatest number of MiB. */
  static Value.Parser<Long> bytes(int leastMebibytes, int greatestMebibytes) {
    return value -> {
      Long bytes = bytes(value);
      if (bytes != null
          && bytes >= (long) leastMebibytes << 20
          && bytes <= (long) greatestMebibytes << 20) {
        return bytes;
      }
      value.invalid(
          "a size such as 512KiB, 64MiB or 10MB, from %dMiB to %dMiB"
              .formatted(leastMebibytes, greatestMebibytes));
      return null;
    };
  }

  private static @Nullable Long bytes(Value value) {
    Matcher amount = AMOUNT.matcher(value.text());
    Long unit = amount.matches() ? SIZES.get(amount.group(2)) : null;
    return unit == null ? null : Long.parseLong(amount.group(1)) * unit;
  }
}
