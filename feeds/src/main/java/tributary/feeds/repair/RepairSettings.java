package tributary.feeds.repair;

import java.time.Duration;

/**
 * How eager a repairer is, and where it gives up.
 *
 * @param look how often it looks for gaps
 * @param firstPause the shortest pause after a call that failed
 * @param firstPatience how long the log may take to show what was published before it is fetched
 *     again; each time twice as long
 * @param longestPause the longest of both pauses
 * @param settle an id that the venue does not have is asked for again until its gap is that old,
 *     and twice at least, since a REST API can be behind the socket
 * @param oldest a gap whose end is older is given up
 * @param mostTrades a gap that misses more trades is given up
 */
public record RepairSettings(
    Duration look,
    Duration firstPause,
    Duration firstPatience,
    Duration longestPause,
    Duration settle,
    Duration oldest,
    long mostTrades) {

  /** Looks each second; 1 s, 10 s, at most 10 min; settled after 1 min; 30 days, 1,000,000. */
  public static final RepairSettings DEFAULT =
      new RepairSettings(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofMinutes(1),
          Duration.ofDays(30),
          1_000_000);

  public RepairSettings {
    check("look", look, Duration.ofMillis(1));
    check("firstPause", firstPause, Duration.ofMillis(1));
    check("firstPatience", firstPatience, Duration.ofMillis(1));
    check("longestPause", longestPause, firstPause);
    check("settle", settle, Duration.ZERO);
    check("oldest", oldest, settle);
    if (mostTrades < 1) {
      throw new IllegalArgumentException("Invalid mostTrades: " + mostTrades + " (at least 1)");
    }
  }

  /** The same with other pauses. */
  public RepairSettings withPauses(Duration lookEvery, Duration pause, Duration patience) {
    return new RepairSettings(lookEvery, pause, patience, longestPause, settle, oldest, mostTrades);
  }

  /** How long to be patient for the given time, the first being 1. */
  Duration patience(int time) {
    Duration patience = firstPatience;
    for (int i = 1; i < time && patience.compareTo(longestPause) < 0; i++) {
      patience = patience.multipliedBy(2);
    }
    return patience.compareTo(longestPause) > 0 ? longestPause : patience;
  }

  private static void check(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (at least %s)".formatted(name, value, least));
    }
  }
}
