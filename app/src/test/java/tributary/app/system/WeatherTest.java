package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Generated weather; the program is killed twice. Summaries are computed from the topic here. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WeatherTest {
  private static final long WINDOW_MICROS = 300_000_000;
  private static final int REPORTS = 20_000;

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void summariesAreThoseOfTheReportsWhenKilled() throws Exception {
    long seed = System.nanoTime() % 1_000_000;
    System.out.println("WeatherTest: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int kills = 0; kills < 2; kills++) {
      Child run = scene.startRun("weather", arguments(seed, "500"));
      run.awaitLine("silver.weather [1-9]");
      run.endsWithin(Duration.ofMillis(random.nextLong(2_000)).toNanos());
      run.kill();
    }
    Child.Ended run = scene.startRun("weather", arguments(seed, "max")).await().expect(0);
    assertTrue(run.text().endsWith(": holds"), run::toString);

    List<ConsumerRecord<byte[], byte[]>> log = TopicFrames.read(scene.data(), "weather.raw");
    try (TableFolder tables = new TableFolder(scene.data())) {
      assertEquals(
          List.of(List.of(String.valueOf(log.size()))),
          tables.query("SELECT count(*) FROM " + tables.parquet("bronze.weather")));
      assertEquals(
          List.of(List.of(String.valueOf(REPORTS))),
          tables.query("SELECT count(*) FROM " + tables.parquet("silver.weather")));
      assertEquals(
          summaries(log),
          tables.all(
              "gold.weather_summary",
              List.of(
                  "epoch_us(start)",
                  "epoch_us(\"end\")",
                  "location",
                  "avg_temperature",
                  "avg_humidity",
                  "avg_wind_speed",
                  "avg_precipitation",
                  "conditions",
                  "wind_direction",
                  "reports"),
              "start, location"));
    }
  }

  private static String[] arguments(long seed, String speed) {
    return new String[] {
      "--simulate",
      "--seed",
      Long.toString(seed),
      "--frames",
      Integer.toString(REPORTS),
      "--rate",
      "5",
      "--speed",
      speed,
      "--exit-when-done"
    };
  }

  private static List<List<String>> summaries(List<ConsumerRecord<byte[], byte[]>> log) {
    Set<List<String>> known = new HashSet<>();
    Map<Long, Map<String, List<Report>>> windows = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : log) {
      JsonNode weather = TopicFrames.json(record);
      String location = weather.get("location").textValue();
      String time = weather.get("timestamp").textValue();
      if (known.add(List.of(location, time))) {
        Report report = new Report(TopicFrames.micros(time), record.offset(), weather);
        windows
            .computeIfAbsent(Math.floorDiv(report.micros, WINDOW_MICROS), w -> new TreeMap<>())
            .computeIfAbsent(location, l -> new ArrayList<>())
            .add(report);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    windows.forEach(
        (window, places) ->
            places.forEach(
                (location, reports) ->
                    rows.add(summary(window * WINDOW_MICROS, location, reports))));
    return rows;
  }

  private static List<String> summary(long start, String location, List<Report> reports) {
    Report first =
        reports.stream()
            .min(Comparator.comparing(Report::micros).thenComparing(Report::offset))
            .orElseThrow();
    return List.of(
        Long.toString(start),
        Long.toString(start + WINDOW_MICROS),
        location,
        average(reports, "temperature"),
        average(reports, "humidity"),
        average(reports, "wind_speed"),
        average(reports, "precipitation"),
        first.weather.get("conditions").textValue(),
        first.weather.get("wind_direction").textValue(),
        Integer.toString(reports.size()));
  }

  private static String average(List<Report> reports, String name) {
    return reports.stream()
        .map(report -> report.weather.get(name).decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(reports.size()), 8, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private record Report(long micros, long offset, JsonNode weather) {}
}
