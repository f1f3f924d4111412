package tributary.feeds.simulator.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WeatherGeneratorTest {
  private static final InstantSource START =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  private static final Pattern REPORT =
      Pattern.compile(
          "\\{\"temperature\":-?\\d+\\.\\d,\"humidity\":\\d+,\"wind_speed\":\\d+\\.\\d,"
              + "\"wind_direction\":\"[NESW]{1,2}\",\"precipitation\":\\d+\\.\\d,"
              + "\"conditions\":\"(Rain|Snow|Cloudy|Clear)\",\"location\":\"(\\w+)\","
              + "\"timestamp\":\"2026-01-01T00:00:\\d\\d\\.\\d{6}Z\"}");

  @Test
  void reportsFromEachLocationInTurn() {
    WeatherGenerator weather = weather(1, 8);
    for (int i = 0; i < 8; i++) {
      assertTrue(weather.advance());
      String location = WeatherGenerator.LOCATIONS.get(i % 4);
      assertEquals(location, weather.location());
      var report = REPORT.matcher(text(weather));
      assertTrue(report.matches(), text(weather));
      assertEquals(location, report.group(2));
      assertEquals(1_767_225_600_000_000L + i * 250_000L, weather.receivedMicros());
    }
    assertFalse(weather.advance());
  }

  @Test
  void theSameSeedMakesTheSameWeather() {
    assertEquals(all(weather(7, 200)), all(weather(7, 200)));
    assertFalse(all(weather(7, 200)).equals(all(weather(8, 200))));
  }

  @Test
  void refusesWhatWouldBreakTheJson() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new WeatherGenerator(1, List.of("a\"b"), 4, START, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new WeatherGenerator(1, List.of(), 4, START, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new WeatherGenerator(1, List.of("Oslo"), 0, START, 1));
  }

  private static WeatherGenerator weather(long seed, long frames) {
    return new WeatherGenerator(seed, WeatherGenerator.LOCATIONS, 4, START, frames);
  }

  private static List<String> all(WeatherGenerator weather) {
    List<String> all = new ArrayList<>();
    while (weather.advance()) {
      all.add(text(weather));
    }
    return all;
  }

  private static String text(WeatherGenerator weather) {
    return new String(weather.array(), 0, weather.length(), UTF_8);
  }
}
