package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two replies of 2022, eight weeks apart, in two runs over one data folder: each week as the newer
 * one has it, and what years and 52 weeks come to, computed here from the replies alone.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AlphaVantageReplayTest {
  private static final int WEEKS = 52;
  private static final String WEEKLY =
      "SELECT symbol, strftime(window_start AT TIME ZONE 'UTC', '%%Y-%%m-%%d'),"
          + " strftime(last_day AT TIME ZONE 'US/Eastern', '%%Y-%%m-%%d %%H'), open, high, low,"
          + " close, adjusted_close, volume, dividend_amount FROM %s ORDER BY window_start";
  private static final String FIGURES =
      "SELECT symbol, last_day, weeks, first_adjusted_close, last_adjusted_close, return, high,"
          + " low, average_volume, volatility, dividends FROM %s ORDER BY last_day";
  private static final String YEARLY = FIGURES.replace("last_day", "year");

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void weeksYearsAndFiftyTwoWeeksAreThoseOfTheNewerReply() throws Exception {
    play("2022-02-11");
    List<Week> weeks = play("2022-04-05");
    try (TableFolder tables = new TableFolder(scene.data())) {
      assertEquals(1_170, weeks.size());
      assertEquals(
          List.of(List.of("1171", "2")),
          ask(
              tables,
              "SELECT count(*), count(*) FILTER (last_day = TIMESTAMPTZ '2022-02-11 05:00:00Z')"
                  + " FROM %s",
              "kafka.silver.stocks_weekly_versions"));
      assertRows(weeks.stream().map(Week::cells).toList(), tables, WEEKLY, "stocks_weekly");
      assertRows(years(weeks), tables, YEARLY, "stocks_yearly");
      assertRows(fiftyTwoWeeks(weeks), tables, FIGURES, "stocks_52_weeks");
    }
    expectStatusInColumns();
  }

  /**
   * Its names of three parts are longer than most: numbers stand under their heads all the same.
   */
  private void expectStatusInColumns() throws Exception {
    Child.Ended status = scene.run("status", "--data", scene.data().toString()).expect(0);
    int end = status.out().get(1).indexOf("rows") + "rows".length();
    List<String> tables =
        status.out().stream().skip(2).takeWhile(line -> line.startsWith("kafka.")).toList();
    assertEquals(6, tables.size(), status::toString);
    for (String line : tables) {
      assertTrue(line.substring(end - 2, end + 1).matches("[ 0-9][0-9] "), status::toString);
    }
  }

  private static void assertRows(
      List<List<String>> expected, TableFolder tables, String question, String table)
      throws Exception {
    String layer = table.equals("stocks_weekly") ? "silver" : "gold";
    assertEquals(lines(expected), lines(ask(tables, question, "kafka." + layer + "." + table)));
  }

  private static String lines(List<List<String>> rows) {
    return rows.stream().map(row -> String.join(" ", row)).collect(Collectors.joining("\n"));
  }

  private static List<List<String>> ask(TableFolder tables, String question, String table)
      throws Exception {
    return tables.query(question.formatted(tables.parquet(table)));
  }

  private List<Week> play(String day) throws Exception {
    Path file =
        Recorded.venueFile("alphavantage/alphavantage_weekly-adjusted_IBM_" + day + ".json.gz");
    scene.runUntilDone("alpha-vantage", "--replay", file.toString(), "--speed", "max").expect(0);
    return read(file);
  }

  private static List<Week> read(Path file) throws IOException {
    List<Week> weeks = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      TopicFrames.JSON
          .readTree(in)
          .get("Weekly Adjusted Time Series")
          .properties()
          .forEach(each -> weeks.add(new Week(LocalDate.parse(each.getKey()), each.getValue())));
    }
    weeks.sort(Comparator.comparing(Week::lastDay));
    return weeks;
  }

  private static List<List<String>> years(List<Week> weeks) {
    return weeks.stream()
        .collect(
            Collectors.groupingBy(
                week -> week.lastDay.getYear(), TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(year -> figures(String.valueOf(year.getKey()), year.getValue()))
        .toList();
  }

  private static List<List<String>> fiftyTwoWeeks(List<Week> weeks) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < weeks.size(); i++) {
      String day = weeks.get(i).lastDay.toString();
      if (i + 1 < WEEKS) {
        List<String> row = new ArrayList<>(List.of("IBM", day, String.valueOf(i + 1)));
        row.addAll(List.of("null", "null", "null", "null", "null", "null", "null", "null"));
        rows.add(row);
      } else {
        rows.add(figures(day, weeks.subList(i + 1 - WEEKS, i + 1)));
      }
    }
    return rows;
  }

  private static List<String> figures(String of, List<Week> weeks) {
    BigDecimal first = weeks.get(0).number("5. adjusted close");
    BigDecimal last = weeks.get(weeks.size() - 1).number("5. adjusted close");
    BigDecimal count = BigDecimal.valueOf(weeks.size());
    return List.of(
        "IBM",
        of,
        count.toPlainString(),
        first.toPlainString(),
        last.toPlainString(),
        last.subtract(first).divide(first, 8, RoundingMode.HALF_UP).toPlainString(),
        numbers(weeks, "2. high").stream().max(BigDecimal::compareTo).orElseThrow().toPlainString(),
        numbers(weeks, "3. low").stream().min(BigDecimal::compareTo).orElseThrow().toPlainString(),
        sum(numbers(weeks, "6. volume")).divide(count, 2, RoundingMode.HALF_UP).toPlainString(),
        volatility(numbers(weeks, "5. adjusted close")),
        sum(numbers(weeks, "7. dividend amount")).toPlainString());
  }

  private static List<BigDecimal> numbers(List<Week> weeks, String name) {
    Function<Week, BigDecimal> number = week -> week.number(name);
    return weeks.stream().map(number).toList();
  }

  private static BigDecimal sum(List<BigDecimal> numbers) {
    return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The sample standard deviation of the logarithms of what each close is of the one before. */
  private static String volatility(List<BigDecimal> closes) {
    List<BigDecimal> returns = new ArrayList<>();
    for (int i = 1; i < closes.size(); i++) {
      double ratio = closes.get(i).doubleValue() / closes.get(i - 1).doubleValue();
      returns.add(new BigDecimal(StrictMath.log(ratio)));
    }
    if (returns.size() < 2) {
      return "null";
    }
    BigDecimal mean =
        sum(returns).divide(BigDecimal.valueOf(returns.size()), 60, RoundingMode.HALF_UP);
    BigDecimal squares =
        sum(returns.stream().map(each -> each.subtract(mean).pow(2)).toList())
            .divide(BigDecimal.valueOf(returns.size() - 1), 60, RoundingMode.HALF_UP);
    return BigDecimal.valueOf(Math.sqrt(squares.doubleValue()))
        .setScale(8, RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** A week as a reply has it. */
  private record Week(LocalDate lastDay, JsonNode values) {
    BigDecimal number(String name) {
      return new BigDecimal(values.get(name).textValue());
    }

    List<String> cells() {
      List<String> cells = new ArrayList<>(List.of("IBM", monday().toString(), lastDay + " 00"));
      values.forEach(value -> cells.add(value.textValue()));
      return cells;
    }

    private LocalDate monday() {
      return lastDay.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
  }
}
