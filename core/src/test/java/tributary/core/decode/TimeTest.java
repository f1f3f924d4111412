package tributary.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.Seed;
import tributary.core.rows.Type;

class TimeTest {
  private final OneColumn time = OneColumn.of(new Type.Timestamp());
  private final OneColumn date = OneColumn.of(new Type.Date());

  private String read(String text) {
    return time.read("\"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T23:59:59Z, 2026-01-31T23:59:59Z",
    "2026-01-31T23:59:59.1Z, 2026-01-31T23:59:59.100Z",
    "2026-01-31T23:59:59.12Z, 2026-01-31T23:59:59.120Z",
    "2026-01-31T23:59:59.123Z, 2026-01-31T23:59:59.123Z",
    "2026-01-31T23:59:59.1234Z, 2026-01-31T23:59:59.123400Z",
    "2026-01-31T23:59:59.12345Z, 2026-01-31T23:59:59.123450Z",
    "2026-01-31T23:59:59.123456Z, 2026-01-31T23:59:59.123456Z",
    "2026-01-31T23:59:59.1234567Z, 2026-01-31T23:59:59.123456Z",
    "2026-01-31T23:59:59.123456999Z, 2026-01-31T23:59:59.123456Z",
    "2026-01-31T23:59:59.99999999999999999999Z, 2026-01-31T23:59:59.999999Z",
    "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999999Z",
    "2026-01-31t23:59:59z, 2026-01-31T23:59:59Z",
    "2026-02-01T00:59:59.5+01:00, 2026-01-31T23:59:59.500Z",
    "2026-01-31T18:29:59-05:30, 2026-01-31T23:59:59Z",
    "2026-01-31T23:59:59-00:00, 2026-01-31T23:59:59Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z"
  })
  void timesAreInstantsToTheMicrosecond(String text, String instant) {
    assertEquals(instant, read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-32T00:00:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T23:60:00Z",
        "2016-12-31T23:59:60Z",
        "2026-01-31T00:00:00+24:00",
        "2026-01-31T00:00:00+01:60"
      })
  void whatNoClockShowsIsOutOfRange(String text) {
    assertEquals("out_of_range", read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-31",
        "2026-01-31T23:59:59",
        "2026-01-31T23:59:59.Z",
        "2026-01-31T23:59:59.123",
        "2026-01-31T23:59Z",
        "2026-01-31 23:59:59Z",
        "2026-1-31T23:59:59Z",
        "20260131T235959Z.......",
        "+2026-01-31T23:59:59Z",
        "2026-01-31T23:59:59ZZ",
        "2026-01-31T23:59:59+01",
        "2026-01-31T23:59:59+0100",
        "2026-01-31T23:59:59 Z",
        "2026/01/31T23:59:59Z",
        "2026-01-31T23.59.59Z",
        "2026-01-31T-1:59:59Z",
        "1769903999",
        "２０２６-01-31T23:59:59Z",
        "2026-01-31T23:59:59\\u005a"
      })
  void otherTextIsNoTime(String text) {
    assertEquals("wrong_type", read(text));
  }

  @Test
  void aTimeIsText() {
    assertEquals("wrong_type", time.read("1769903999"));
    assertEquals("wrong_type", time.read("true"));
    assertEquals("wrong_type", time.read("[]"));
    assertEquals("null", time.read("null"));
  }

  @Test
  void endlessFractionsAreNotRead() {
    assertEquals("wrong_type", read("2026-01-31T23:59:59." + "1".repeat(100_000) + "Z"));
  }

  @Test
  void anInvalidDayIsRefusedWhateverDayCameBefore() {
    Random random = Seed.random();
    for (int i = 0; i < 20_000; i++) {
      LocalDate before = LocalDate.ofEpochDay(random.nextInt(40_000));
      assertEquals(before.toString(), date.read("\"" + before + "\""));
      String next =
          "%04d-%02d-%02d"
              .formatted(
                  before.getYear() + random.nextInt(3) - 1,
                  random.nextInt(100),
                  random.nextInt(100));
      assertEquals(isDay(next) ? next : "out_of_range", date.read("\"" + next + "\""));
    }
  }

  @Test
  void noDayIsTakenForTheDayBefore() {
    assertEquals("2026-01-31", date.read("\"2026-01-31\""));
    for (int month = 0; month < 100; month++) {
      for (int day = 0; day < 100; day++) {
        String text = "2026-%02d-%02d".formatted(month, day);
        assertEquals(isDay(text) ? text : "out_of_range", date.read("\"" + text + "\""));
        assertEquals("2026-01-31", date.read("\"2026-01-31\""));
      }
    }
  }

  private static boolean isDay(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  @Test
  void datesAreFullDates() {
    assertEquals("1969-12-31", date.read("\"1969-12-31\""));
    assertEquals("wrong_type", date.read("\"2026-01-31T\""));
    assertEquals("wrong_type", date.read("\"2026-1-031\""));
    assertEquals("wrong_type", date.read("20260131"));
  }

  @Test
  void anyTimeIsWhatJavaTimeSays() {
    Random random = Seed.random();
    for (int i = 0; i < 20_000; i++) {
      OffsetDateTime moment =
          Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 250_000_000_000L))
              .plusNanos(random.nextInt(1_000_000_000))
              .atOffset(ZoneOffset.ofTotalSeconds(60 * (random.nextInt(36 * 60 + 1) - 18 * 60)));
      String text = moment.toString();
      // Java leaves seconds out where they are zero.
      assertEquals(
          moment.getSecond() == 0 && moment.getNano() == 0
              ? "wrong_type"
              : moment.toInstant().truncatedTo(ChronoUnit.MICROS).toString(),
          read(text),
          text);
    }
  }
}
