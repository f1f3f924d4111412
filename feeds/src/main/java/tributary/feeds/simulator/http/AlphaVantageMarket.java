package tributary.feeds.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Series of symbols as they stand now. The same seed makes the same prices for the same week or
 * minute, whenever it is asked; but as with the real ones the newest week bears the date of its
 * last day so far, and a dividend at the end of a quarter restates the adjusted closes before it.
 */
final class AlphaVantageMarket implements Played {
  private static final ZoneId EASTERN = ZoneId.of("US/Eastern");
  private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final Pattern INTERVAL = Pattern.compile("(1|5|15|30|60)min");
  private static final BigDecimal DIVIDEND = new BigDecimal("0.9900");
  private static final int WEEKS = 260;
  private static final int COMPACT = 100;

  private final long seed;
  private final List<String> symbols;
  private final InstantSource time;
  private long left;

  AlphaVantageMarket(long seed, List<String> symbols, InstantSource time, long replies) {
    this.seed = seed;
    this.symbols = List.copyOf(symbols);
    this.time = time;
    this.left = replies;
  }

  @Override
  public Served reply(Request request) {
    String symbol = request.parameter("symbol");
    Matcher interval = INTERVAL.matcher(request.parameter("interval"));
    if (!symbols.contains(symbol)) {
      return refusal();
    }
    ZonedDateTime now = time.instant().atZone(EASTERN);
    return switch (request.parameter("function")) {
      case "TIME_SERIES_WEEKLY_ADJUSTED" -> served(symbol, weekly(symbol, now.toLocalDate()));
      case "TIME_SERIES_INTRADAY" ->
          interval.matches()
              ? served(symbol, intraday(symbol, now, Integer.parseInt(interval.group(1))))
              : refusal();
      default -> refusal();
    };
  }

  private static Served refusal() {
    return Served.refusal(Response.json("{\"Error Message\":\"Invalid API call: simulated\"}"));
  }

  private Served served(String symbol, String json) {
    left -= left == Long.MAX_VALUE ? 0 : 1;
    return new Served(Response.json(json.getBytes(UTF_8)), List.of(symbol));
  }

  private String weekly(String symbol, LocalDate today) {
    LocalDate last = today;
    while (last.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()) {
      last = last.minusDays(1);
    }
    StringBuilder json = begin("Weekly Adjusted Prices and Volumes", symbol, last.toString());
    json.append("\"4. Time Zone\":\"US/Eastern\"},\"Weekly Adjusted Time Series\":{");
    LocalDate friday = last.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
    BigDecimal factor = BigDecimal.ONE;
    for (int week = 0; week < WEEKS; week++) {
      LocalDate key = week == 0 ? last : friday.minusWeeks(week);
      boolean isDividend = week > 0 && isEndOfQuarter(key);
      json.append(week == 0 ? "" : ",").append('"').append(key).append("\":{");
      SplittableRandom random = at(symbol, key.toEpochDay() / 7);
      BigDecimal close = prices(json, random);
      BigDecimal adjusted = close.multiply(factor).setScale(4, RoundingMode.HALF_UP);
      json.append("\"5. adjusted close\":\"").append(adjusted);
      json.append("\",\"6. volume\":\"").append(random.nextLong(1_000_000, 90_000_000));
      json.append("\",\"7. dividend amount\":\"").append(isDividend ? "1.6500" : "0.0000");
      json.append("\"}");
      factor = isDividend ? factor.multiply(DIVIDEND) : factor;
    }
    return json.append("}}").toString();
  }

  private static boolean isEndOfQuarter(LocalDate friday) {
    return friday.getMonthValue() % 3 == 0 && friday.plusWeeks(1).getMonth() != friday.getMonth();
  }

  /** Keys are wall times: an hour comes twice in autumn, and its keys then too. */
  private String intraday(String symbol, ZonedDateTime now, int minutes) {
    Duration step = Duration.ofMinutes(minutes);
    long newest = Math.floorDiv(now.toEpochSecond(), step.toSeconds());
    StringBuilder json =
        begin(
            "Intraday (%dmin) open, high, low, close prices and volume".formatted(minutes),
            symbol,
            wall(newest * step.toSeconds()));
    json.append("\"4. Interval\":\"").append(minutes);
    json.append("min\",\"5. Output Size\":\"Compact\",\"6. Time Zone\":\"US/Eastern\"},");
    json.append("\"Time Series (").append(minutes).append("min)\":{");
    for (int row = 0; row < COMPACT; row++) {
      SplittableRandom random = at(symbol, newest - row);
      json.append(row == 0 ? "\"" : ",\"").append(wall((newest - row) * step.toSeconds()));
      prices(json.append("\":{"), random);
      json.append("\"5. volume\":\"").append(random.nextLong(1, 90_000)).append("\"}");
    }
    return json.append("}}").toString();
  }

  private static StringBuilder begin(String information, String symbol, String refreshed) {
    return new StringBuilder("{\"Meta Data\":{\"1. Information\":\"")
        .append(information)
        .append("\",\"2. Symbol\":\"")
        .append(symbol)
        .append("\",\"3. Last Refreshed\":\"")
        .append(refreshed)
        .append("\",");
  }

  private static String wall(long epochSecond) {
    return WALL.format(LocalDateTime.ofInstant(Instant.ofEpochSecond(epochSecond), EASTERN));
  }

  private SplittableRandom at(String symbol, long step) {
    return new SplittableRandom(seed ^ symbol.hashCode() * 0x9e3779b97f4a7c15L ^ step);
  }

  /** Writes open, high, low and close, and answers the close. */
  private static BigDecimal prices(StringBuilder json, SplittableRandom random) {
    long open = random.nextLong(1_000_000, 2_000_000);
    long close = open + random.nextLong(-20_000, 20_001);
    long high = Math.max(open, close) + random.nextLong(10_000);
    long low = Math.min(open, close) - random.nextLong(10_000);
    json.append("\"1. open\":\"").append(BigDecimal.valueOf(open, 4));
    json.append("\",\"2. high\":\"").append(BigDecimal.valueOf(high, 4));
    json.append("\",\"3. low\":\"").append(BigDecimal.valueOf(low, 4));
    json.append("\",\"4. close\":\"").append(BigDecimal.valueOf(close, 4)).append("\",");
    return BigDecimal.valueOf(close, 4);
  }

  @Override
  public boolean isDone() {
    return left <= 0;
  }

  @Override
  public Manners manners() {
    return VenueManners.ALPHA_VANTAGE;
  }
}
