package tributary.feeds.alphavantage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A series of rows that can be asked for: one channel.
 *
 * @param parameters of the call, beside symbol and key
 * @param seriesKey the member that holds the rows; in whatever else comes there are none
 * @param every how often a free key is used for it
 * @param premiumEvery how often a paid one is
 */
record Series(
    String channel,
    String what,
    Map<String, String> parameters,
    String seriesKey,
    Duration every,
    Duration premiumEvery) {

  /** A compact reply has 100 rows: asked twice in that time, none is missed. */
  private static final int ROWS_BETWEEN_CALLS = 50;

  private static final Duration DAY = Duration.ofDays(1);

  static final List<Series> ALL = all();

  /** In one order, so that a call always looks the same. */
  Series {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  private static List<Series> all() {
    List<Series> all = new ArrayList<>();
    all.add(
        new Series(
            "weekly-adjusted",
            "all weeks, adjusted for splits and dividends, asked for once a day",
            Map.of("function", "TIME_SERIES_WEEKLY_ADJUSTED"),
            "Weekly Adjusted Time Series",
            DAY,
            DAY));
    for (int minutes : new int[] {1, 5, 15, 30, 60}) {
      all.add(intraday(minutes));
    }
    return Collections.unmodifiableList(all);
  }

  private static Series intraday(int minutes) {
    String interval = minutes + "min";
    Duration row = Duration.ofMinutes(minutes);
    Duration compact = row.multipliedBy(ROWS_BETWEEN_CALLS);
    return new Series(
        "intraday-" + interval,
        "the last 100 rows of " + interval,
        Map.of("function", "TIME_SERIES_INTRADAY", "interval", interval, "outputsize", "compact"),
        "Time Series (" + interval + ")",
        compact.compareTo(DAY) < 0 ? compact : DAY,
        row);
  }

  /** The one of that channel. */
  static Optional<Series> of(String channel) {
    return ALL.stream().filter(series -> series.channel.equals(channel)).findFirst();
  }
}
