package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.core.Seed;

/** The ways in which a column says that its text is to be read. */
class ReadingTest {

  private static String read(String column, String json) {
    Items items =
        new Items(
            """
            columns:
              v: {pointer: /v, %s}
              at: {pointer: /at, type: timestamp, format: epoch_s, required: true}
            event_time: at
            """
                .formatted(column));
    String text = items.of("{\"at\":0,\"v\":" + json + "}").get(0).substring("frame: ".length());
    return text.replace(" 1970-01-01T00:00:00Z", "");
  }

  @ParameterizedTest
  @CsvSource({
    "epoch_s, 1762795433.9753668, 2025-11-10T17:23:53.975366Z",
    "epoch_s, '\"1762795433\"', 2025-11-10T17:23:53Z",
    "epoch_s, 1.7627954339753668e9, 2025-11-10T17:23:53.975366Z",
    "epoch_s, -0.0000001, 1969-12-31T23:59:59.999999Z",
    "epoch_s, -0, 1970-01-01T00:00:00Z",
    "epoch_s, 0.0000009999999999999999999999999, 1970-01-01T00:00:00Z",
    "epoch_s, 253402300799.9999999, 9999-12-31T23:59:59.999999Z",
    "epoch_ms, 1723161254087, 2024-08-08T23:54:14.087Z",
    "epoch_ms, '\"1723161254087.5\"', 2024-08-08T23:54:14.087500Z",
    "epoch_us, 1723161254087896, 2024-08-08T23:54:14.087896Z",
    "epoch_ns, 1723161254087896568, 2024-08-08T23:54:14.087896Z",
    "epoch_ns, -1, 1969-12-31T23:59:59.999999Z",
    "epoch_ns, 1e-70, 1970-01-01T00:00:00Z"
  })
  void numbersSinceTheEpochAreExactToTheMicrosecond(String format, String json, String instant) {
    assertEquals(instant, read("type: timestamp, format: " + format, json));
  }

  @Test
  void numbersSinceTheEpochAgreeWithDecimals() {
    Random random = Seed.random();
    for (int i = 0; i < 2_000; i++) {
      int decimals = 3 * random.nextInt(4);
      BigDecimal number =
          BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(25) - 3);
      BigDecimal micros = number.movePointRight(6 - decimals).setScale(0, RoundingMode.FLOOR);
      boolean fits =
          micros.compareTo(BigDecimal.valueOf(-62_167_219_200_000_000L)) >= 0
              && micros.compareTo(BigDecimal.valueOf(253_402_300_799_999_999L)) <= 0;
      NumberText text = number(number.toString());
      boolean isRead =
          text.fitsCut(6 - decimals)
              && text.unscaled() >= -62_167_219_200_000_000L
              && text.unscaled() <= 253_402_300_799_999_999L;
      assertEquals(fits, isRead, () -> number + " " + decimals);
      if (fits) {
        assertEquals(micros.longValueExact(), text.unscaled(), () -> number + " " + decimals);
      }
    }
  }

  private static NumberText number(String text) {
    Cursor in = new Cursor();
    byte[] bytes = text.getBytes(UTF_8);
    in.reset(bytes, 0, bytes.length);
    NumberText number = new NumberText(in);
    assertEquals(true, number.read());
    return number;
  }

  @ParameterizedTest
  @CsvSource({
    "epoch_s, true, wrong_type",
    "epoch_s, '\"2025-11-10T17:23:53Z\"', wrong_type",
    "epoch_s, '\"\"', wrong_type",
    "epoch_s, 1e99, out_of_range",
    "epoch_s, 1e9999, out_of_range",
    "epoch_s, 253402300800, out_of_range",
    "epoch_s, 1723161254087, out_of_range",
    "epoch_s, -62167219200.000001, out_of_range",
    "epoch_ms, 99999999999999999999, out_of_range"
  })
  void whatIsNoTimeSinceTheEpochIsRefused(String format, String json, String reason) {
    assertEquals(reason, read("type: timestamp, format: " + format, json).split(" ")[0]);
  }

  @ParameterizedTest
  @CsvSource({
    // Winter and summer.
    "local, 2021-10-27 20:00:00, 2021-10-28T00:00:00Z",
    "local, 2017-12-18T14:56:00, 2017-12-18T19:56:00Z",
    "date, 2021-10-29, 2021-10-29T04:00:00Z",
    "date, 2022-02-11, 2022-02-11T05:00:00Z",
    // Skipped: clocks went from 2 to 3 o'clock.
    "local, 2026-03-08 01:59:59, 2026-03-08T06:59:59Z",
    "local, 2026-03-08 02:30:00, 2026-03-08T07:30:00Z",
    "local, 2026-03-08 03:00:00, 2026-03-08T07:00:00Z",
    // Comes twice: clocks went from 2 back to 1 o'clock; the first time is meant.
    "local, 2026-11-01 00:59:59, 2026-11-01T04:59:59Z",
    "local, 2026-11-01 01:30:00, 2026-11-01T05:30:00Z",
    "local, 2026-11-01 02:00:00, 2026-11-01T07:00:00Z"
  })
  void timesOfAClockAreInstantsInItsZone(String format, String text, String instant) {
    String column = "type: timestamp, zone: US/Eastern, format: " + format;
    assertEquals(instant, read(column, "\"" + text + "\""));
  }

  @Test
  void timesOfAClockAgreeWithJavaTime() {
    Random random = Seed.random();
    ZoneId zone = ZoneId.of("Europe/Berlin");
    Items items =
        new Items(
            """
            columns:
              at: {pointer: /at, type: timestamp, format: local, zone: Europe/Berlin, required: true}
            event_time: at
            """);
    for (int i = 0; i < 2_000; i++) {
      LocalDateTime local =
          LocalDateTime.of(1900, 1, 1, 0, 0).plusMinutes(random.nextInt(80_000_000));
      String text = local.truncatedTo(ChronoUnit.SECONDS).toString() + ":00";
      assertEquals(
          "frame: " + local.atZone(zone).toInstant(), items.of("{\"at\":\"" + text + "\"}").get(0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "local, '\"2021-10-27\"', wrong_type",
    "local, '\"2021-10-27 20:00\"', wrong_type",
    "local, '\"2021-10-27 20:00:00Z\"', wrong_type",
    "local, '\"2021-10-27 24:00:00\"', out_of_range",
    "local, '\"2021-02-29 20:00:00\"', out_of_range",
    "local, 20211027, wrong_type",
    "date, '\"2021-10-27 20:00:00\"', wrong_type",
    "date, '\"2021-13-01\"', out_of_range"
  })
  void whatIsNoTimeOfAClockIsRefused(String format, String json, String reason) {
    String column = "type: timestamp, zone: US/Eastern, format: " + format;
    assertEquals(reason, read(column, json).split(" ")[0]);
  }

  @ParameterizedTest
  @CsvSource({"true, sell", "false, buy", "'\"true\"', sell", "'\"a\\u0062\"', AB", "1.50, money"})
  void valuesAreLookedUpAsTheFrameWritesThem(String json, String stored) {
    assertEquals(
        stored,
        read("type: string, values: {\"true\": sell, false: buy, ab: AB, 1.50: money}", json));
  }

  @Test
  void valuesThatAreNotThereAreRejectedUnlessAbsent() {
    String column = "type: string, values: {buy: sell, sell: buy}";
    assertEquals("check_failed v: \"hold\" is not one of [buy, sell]", read(column, "\"hold\""));
    assertEquals("check_failed v: 1.5 is not one of [buy, sell]", read(column, "1.5"));
    assertEquals("wrong_type v: [] is not one of [buy, sell]", read(column, "[]"));
    assertEquals("null", read(column, "null"));
    assertEquals("missing v: nothing at /v", read("required: true, " + column, "null"));
    assertEquals(
        "check_failed v: buy is not one of [sell]", read("one_of: [sell], " + column, "\"sell\""));
  }

  @Test
  void numbersWithAnExponentAreReadExactly() {
    assertEquals("0.00009417", read("type: \"decimal(18,8)\"", "9.417e-05"));
    assertEquals("0.0000941700", read("type: \"decimal(28,10)\"", "\"9.417E-5\""));
    assertEquals("120", read("type: bigint", "1.2e2"));
    assertEquals("out_of_range", read("type: \"decimal(18,7)\"", "9.417e-05").split(" ")[0]);
  }
}
