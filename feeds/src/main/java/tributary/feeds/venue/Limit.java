package tributary.feeds.venue;

import java.time.Duration;

/**
 * How often a venue may be called: so many calls in any stretch of that length, wherever it begins.
 *
 * @param calls from 1 to 100,000
 * @param window from 1 ms to 366 days
 */
public record Limit(int calls, Duration window) {
  private static final int MOST_CALLS = 100_000;
  private static final Duration LONGEST = Duration.ofDays(366);

  public Limit {
    if (calls < 1 || calls > MOST_CALLS) {
      throw new IllegalArgumentException("Invalid limit: %d calls (1 to 100000)".formatted(calls));
    }
    if (window.toMillis() < 1 || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("Invalid limit: " + window + " (1 ms to 366 days)");
    }
  }

  public static Limit perSecond(int calls) {
    return new Limit(calls, Duration.ofSeconds(1));
  }

  public static Limit perMinute(int calls) {
    return new Limit(calls, Duration.ofMinutes(1));
  }

  public static Limit perDay(int calls) {
    return new Limit(calls, Duration.ofDays(1));
  }

  /** As people say it: {@code 25 calls per day}, {@code 10 calls per 30 days}. */
  @Override
  public String toString() {
    return calls + (calls == 1 ? " call per " : " calls per ") + span();
  }

  private String span() {
    long millis = window.toMillis();
    if (millis % 86_400_000 == 0) {
      return many(millis / 86_400_000, "day");
    }
    if (millis % 60_000 == 0) {
      return many(millis / 60_000, "minute");
    }
    return millis % 1_000 == 0 ? many(millis / 1_000, "second") : millis + " ms";
  }

  private static String many(long count, String unit) {
    return count == 1 ? unit : count + " " + unit + "s";
  }
}
