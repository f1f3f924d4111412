package tributary.app.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.rows.Rows;

/** The questions that come with Tributary, over real rows and small ones. */
class ReadyMadeModelsTest {
  private static final Path PIPELINES = Path.of("../pipelines");
  private static final String CLEAN = "silver.crypto_prices_clean";
  private static final String WEEKLY = "kafka.silver.stocks_weekly";

  @TempDir Path folder;
  private SmallLake lake;

  @BeforeEach
  void open() {
    lake = new SmallLake(folder);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private void make(String folderName, String schema, String... names) throws IOException {
    for (String name : names) {
      lake.model(schema + name, Files.readString(PIPELINES.resolve(folderName + name + ".sql")));
    }
    Maker maker = lake.maker();
    for (ModelFile model : lake.models().all()) {
      maker.make(model);
    }
    Maker again = lake.maker();
    for (ModelFile model : lake.models().all()) {
      assertEquals(new Outcome.UpToDate(), again.make(model));
    }
  }

  private void makeStar() throws IOException {
    make("coingecko/", "gold.", "dim_asset", "dim_time", "fact_price_minute", "daily_summary");
  }

  private void makeStocks() throws IOException {
    make("alpha-vantage/", "kafka.gold.", "stocks_yearly", "stocks_52_weeks");
  }

  private static Rows none(String columns) {
    Rows rows = SmallLake.rows("SELECT " + columns);
    rows.clear();
    return rows;
  }

  private static Rows prices() {
    return none(
        "'' AS crypto_symbol, 0::DECIMAL(18,8) AS price_usd, 0::DECIMAL(20,2) AS volume_24h,"
            + " 0::DECIMAL(10,4) AS percent_change_24h, TIMESTAMPTZ '2000-01-01 00:00:00Z' AS api_timestamp,"
            + " TIMESTAMPTZ '2000-01-01 00:00:00Z' AS processing_timestamp,"
            + " TIMESTAMPTZ '2000-01-01 00:00:00Z' AS window_start");
  }

  private static void price(Rows rows, String coin, String minute, String price, String volume) {
    long start = Instant.parse(minute).getEpochSecond() * 1_000_000;
    int row = rows.open();
    rows.bytes(0).set(row, coin);
    rows.longs(1).set(row, unscaled(price, 8));
    rows.wides(2).set(row, unscaled(volume, 2));
    rows.longs(4).set(row, start + 7_000_000);
    rows.longs(5).set(row, start + 9_000_000);
    rows.longs(6).set(row, start);
    rows.keep();
  }

  private static long unscaled(String number, int scale) {
    return new BigDecimal(number)
        .setScale(scale, RoundingMode.HALF_UP)
        .unscaledValue()
        .longValueExact();
  }

  @Test
  void starOfFewPrices() throws IOException {
    Rows rows = prices();
    price(rows, "btc", "2026-11-20T23:59:00Z", "3", "100.50");
    price(rows, "btc", "2026-11-21T00:00:00Z", "1.00000001", "7");
    price(rows, "btc", "2026-11-21T00:01:00Z", "1.00000002", "8");
    price(rows, "eth", "2026-11-21T00:00:00Z", "9999999999.99999999", "9");
    lake.add(CLEAN, rows);
    makeStar();

    assertEquals(
        List.of(
            "btc,2026-11-20T23:59:07Z,2026-11-21T00:01:07Z",
            "eth,2026-11-21T00:00:07Z,2026-11-21T00:00:07Z"),
        lake.ask("SELECT crypto_symbol, first_seen, last_seen FROM gold.dim_asset ORDER BY 1"));
    assertEquals(
        List.of(
            "202611202359,59,23,20,11,2026,5",
            "202611210000,0,0,21,11,2026,6",
            "202611210001,1,0,21,11,2026,6"),
        lake.ask("FROM gold.dim_time ORDER BY 1"));
    assertEquals(
        List.of(
            "btc,2026-11-20,3.00000000,3.00000000,3.00000000,3.00000000,3.00000000,1",
            "btc,2026-11-21,1.00000001,1.00000002,1.00000001,1.00000002,1.00000002,2",
            "eth,2026-11-21" + ",9999999999.99999999".repeat(5) + ",1"),
        lake.ask("FROM gold.daily_summary ORDER BY ALL"));
    assertEquals(
        List.of("100.50"),
        lake.ask("SELECT volume_24h FROM gold.fact_price_minute WHERE time_key = 202611202359"));
  }

  @Test
  void movingAverageIsExactAndRoundedOnceHalfUp() throws IOException {
    String window =
        "(TIMESTAMPTZ '2026-11-20 00:00:00Z', TIMESTAMPTZ '2026-11-20 00:00:30Z', 'BTC-USD', 9999999999.999999999997)";
    String next =
        "(TIMESTAMPTZ '2026-11-20 00:00:30Z', TIMESTAMPTZ '2026-11-20 00:01:00Z', 'BTC-USD', 9999999999.999999999998)";
    lake.add(
        "btc_averages",
        "SELECT s AS window_start, e AS window_end, p AS product_id, CAST(a AS DECIMAL(22, 12)) AS average_price"
            + " FROM (VALUES %s, %s) AS t(s, e, p, a)".formatted(window, next));
    make("btc-averages/", "", "btc_moving_average");

    assertEquals(
        List.of("9999999999.999999999997,1", "9999999999.999999999998,2"),
        lake.ask("SELECT moving_average, windows FROM btc_moving_average ORDER BY window_start"));
  }

  @Test
  void keysStayWhateverCoinsComeLater() throws IOException {
    Rows rows = prices();
    price(rows, "btc", "2026-11-20T23:59:00Z", "3", "1");
    lake.add(CLEAN, rows);
    makeStar();
    List<String> before = lake.ask("SELECT asset_key FROM gold.dim_asset");
    rows.clear();
    price(rows, "aave", "2026-11-20T23:58:00Z", "2", "1");
    lake.add(CLEAN, rows);
    lake.maker().make(lake.file("gold.dim_asset"));

    assertEquals(
        before, lake.ask("SELECT asset_key FROM gold.dim_asset WHERE crypto_symbol = 'btc'"));
    assertEquals(List.of("2"), lake.ask("SELECT count(DISTINCT asset_key) FROM gold.dim_asset"));
  }

  /** Minutes of two real days, held against sums in Java. */
  @Test
  void starOfRealMinutes() throws IOException {
    Rows rows = prices();
    Map<String, List<BigDecimal>> days = new TreeMap<>();
    for (String coin : List.of("BTC", "ETH")) {
      for (String day : List.of("2017-09-03", "2017-09-04")) {
        for (String line : candles(coin, day)) {
          String[] cells = line.split(",");
          Instant minute =
              LocalDate.parse(day)
                  .atStartOfDay()
                  .toInstant(ZoneOffset.UTC)
                  .plusMillis(Long.parseLong(cells[0]));
          price(rows, coin, minute.toString(), cells[4], cells[5]);
          days.computeIfAbsent(coin + "," + day, none -> new ArrayList<>())
              .add(new BigDecimal(cells[4]).setScale(8));
        }
      }
    }
    lake.add(CLEAN, rows);
    makeStar();

    List<String> expected = new ArrayList<>();
    days.forEach(
        (day, closes) ->
            expected.add(
                "%s,%s,%s,%s,%s,%s,%d"
                    .formatted(
                        day,
                        closes.get(0),
                        closes.stream().max(BigDecimal::compareTo).orElseThrow(),
                        closes.stream().min(BigDecimal::compareTo).orElseThrow(),
                        closes.get(closes.size() - 1),
                        closes.stream()
                            .reduce(BigDecimal.ZERO, BigDecimal::add)
                            .divide(BigDecimal.valueOf(closes.size()), 8, RoundingMode.HALF_UP),
                        closes.size())));
    assertEquals(expected, lake.ask("FROM gold.daily_summary ORDER BY ALL"));
    String join =
        " FROM gold.fact_price_minute f JOIN gold.dim_asset a USING (asset_key) JOIN gold.dim_time t USING (time_key)";
    assertEquals(
        List.of(rows.size() + ",2,2880"),
        lake.ask(
            "SELECT count(*), count(DISTINCT crypto_symbol), count(DISTINCT time_key)" + join));
    assertEquals(
        List.of("0"),
        lake.ask(
            "SELECT count(*) FROM (SELECT crypto_symbol, time_key, price_usd"
                + join
                + " EXCEPT SELECT crypto_symbol, strftime(window_start, '%Y%m%d%H%M')::BIGINT, price_usd FROM "
                + CLEAN
                + ")"));
  }

  private record Week(
      LocalDate day,
      BigDecimal high,
      BigDecimal low,
      BigDecimal adjusted,
      long volume,
      BigDecimal dividend) {}

  private static Rows weeks() {
    return none(
        "'' AS symbol, TIMESTAMPTZ '2000-01-01 00:00:00Z' AS last_day, 0::DECIMAL(18,4) AS open,"
            + " 0::DECIMAL(18,4) AS high, 0::DECIMAL(18,4) AS low, 0::DECIMAL(18,4) AS close,"
            + " 0::DECIMAL(18,4) AS adjusted_close, 0::BIGINT AS volume, 0::DECIMAL(18,4) AS dividend_amount");
  }

  private static void week(Rows rows, String symbol, Week week) {
    int row = rows.open();
    rows.bytes(0).set(row, symbol);
    OffsetDateTime newYork = week.day().atStartOfDay().atOffset(ZoneOffset.ofHours(-5));
    rows.longs(1).set(row, newYork.toEpochSecond() * 1_000_000);
    rows.longs(3).set(row, unscaled(week.high().toString(), 4));
    rows.longs(4).set(row, unscaled(week.low().toString(), 4));
    rows.longs(6).set(row, unscaled(week.adjusted().toString(), 4));
    rows.longs(7).set(row, week.volume());
    rows.longs(8).set(row, unscaled(week.dividend().toString(), 4));
    rows.keep();
  }

  /** 22 years of weeks of a real share, held against computations in Java. */
  @Test
  void stocksOfARealShare() throws IOException {
    List<Week> weeks = ibm();
    Rows rows = weeks();
    weeks.forEach(week -> week(rows, "IBM", week));
    lake.add(WEEKLY, rows);
    makeStocks();

    List<String> years = new ArrayList<>();
    Map<Integer, List<Week>> byYear = new TreeMap<>();
    weeks.forEach(
        week -> byYear.computeIfAbsent(week.day().getYear(), none -> new ArrayList<>()).add(week));
    byYear.forEach((year, its) -> years.add("IBM," + year + "," + its.size() + "," + figures(its)));
    assertTrue(years.size() > 20, years::toString);
    assertEquals(years, lake.ask("FROM kafka.gold.stocks_yearly ORDER BY year"));

    List<String> rolling = new ArrayList<>();
    for (int i = 0; i < weeks.size(); i++) {
      int count = Math.min(52, i + 1);
      String figures = count < 52 ? ",,,,,,," : figures(weeks.subList(i - 51, i + 1));
      rolling.add("IBM," + weeks.get(i).day() + "," + count + "," + figures);
    }
    assertEquals(rolling, lake.ask("FROM kafka.gold.stocks_52_weeks ORDER BY last_day"));
  }

  @Test
  void stocksWithTooFewWeeksHaveNoVolatility() throws IOException {
    Rows rows = weeks();
    week(
        rows,
        "NEW",
        new Week(
            LocalDate.of(2025, 12, 26),
            BigDecimal.TEN,
            BigDecimal.ONE,
            BigDecimal.TEN,
            5,
            BigDecimal.ZERO));
    week(
        rows,
        "NEW",
        new Week(
            LocalDate.of(2026, 1, 2),
            BigDecimal.TEN,
            BigDecimal.ONE,
            BigDecimal.ONE,
            5,
            BigDecimal.ONE));
    lake.add(WEEKLY, rows);
    makeStocks();

    assertEquals(
        List.of("2025,1,0.00000000,", "2026,1,0.00000000,"),
        lake.ask(
            "SELECT year, weeks, return, volatility FROM kafka.gold.stocks_yearly ORDER BY 1"));
    assertEquals(
        List.of("1,", "2,"),
        lake.ask("SELECT weeks, return FROM kafka.gold.stocks_52_weeks ORDER BY 1"));
  }

  /** First and last close, return, high, low, volume, volatility, dividends. */
  private static String figures(List<Week> weeks) {
    MathContext exact = new MathContext(40);
    BigDecimal first = weeks.get(0).adjusted();
    BigDecimal last = weeks.get(weeks.size() - 1).adjusted();
    List<Double> returns = new ArrayList<>();
    for (int i = 1; i < weeks.size(); i++) {
      returns.add(
          Math.log(
              weeks.get(i).adjusted().divide(weeks.get(i - 1).adjusted(), exact).doubleValue()));
    }
    return "%s,%s,%s,%s,%s,%s,%s,%s"
        .formatted(
            first,
            last,
            last.divide(first, exact)
                .subtract(BigDecimal.ONE)
                .setScale(8, RoundingMode.HALF_UP)
                .toPlainString(),
            weeks.stream().map(Week::high).max(BigDecimal::compareTo).orElseThrow(),
            weeks.stream().map(Week::low).min(BigDecimal::compareTo).orElseThrow(),
            BigDecimal.valueOf(weeks.stream().mapToLong(Week::volume).sum())
                .divide(BigDecimal.valueOf(weeks.size()), 2, RoundingMode.HALF_UP),
            volatility(returns),
            weeks.stream().map(Week::dividend).reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static String volatility(List<Double> returns) {
    if (returns.size() < 2) {
      return "";
    }
    double mean = returns.stream().mapToDouble(it -> it).average().orElseThrow();
    double squares = returns.stream().mapToDouble(it -> (it - mean) * (it - mean)).sum();
    return new BigDecimal(Math.sqrt(squares / (returns.size() - 1)))
        .setScale(8, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static List<Week> ibm() throws IOException {
    Path file = data("alphavantage/alphavantage_weekly-adjusted_IBM_2022-04-05.json.gz");
    List<Week> weeks = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      JsonNode series = new ObjectMapper().readTree(in).get("Weekly Adjusted Time Series");
      for (Map.Entry<String, JsonNode> each : series.properties()) {
        JsonNode week = each.getValue();
        weeks.add(
            0,
            new Week(
                LocalDate.parse(each.getKey(), DateTimeFormatter.ISO_LOCAL_DATE),
                decimal(week, "2. high"),
                decimal(week, "3. low"),
                decimal(week, "5. adjusted close"),
                week.get("6. volume").asLong(),
                decimal(week, "7. dividend amount")));
      }
    }
    return weeks;
  }

  private static BigDecimal decimal(JsonNode week, String name) {
    return new BigDecimal(week.get(name).asText()).setScale(4);
  }

  private static List<String> candles(String coin, String day) throws IOException {
    Path file = data("candles/coinbase_exchange_trade-1m_%s-USD_%s.zip".formatted(coin, day));
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      zip.getNextEntry();
      return new String(zip.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static Path data(String name) {
    String folder = System.getenv().getOrDefault("TRIBUTARY_DATA", "../../shared/data");
    Path file = Path.of(folder).resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), "Skipped: there is no recording " + file + "; set TRIBUTARY_DATA");
    return file;
  }
}
