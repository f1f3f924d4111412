package tributary.feeds.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.decode.Decoder;
import tributary.core.decode.Outcome;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.feeds.TestData;
import tributary.feeds.coingecko.CoinGecko;
import tributary.feeds.simulator.source.WeatherGenerator;
import tributary.feeds.venues.Venues;

/** The pipelines that come with Tributary, over frames as their feeds publish them. */
class ReadyMadePipelinesTest {

  @ParameterizedTest
  @ValueSource(strings = {"coingecko", "alpha-vantage"})
  void asksItsVenueForWhatThereIs(String name) {
    Pipeline pipeline = pipeline(name);
    assertNotNull(pipeline.feed());
    Venues.named(pipeline.feed().venue()).check(pipeline.feed());
  }

  @Test
  void coinsBecomeRowsWithTheirPricesRoundedHalfUp() {
    String reply =
        "{\"bitcoin\":{\"usd\":103472.283746501928374651,\"usd_market_cap\":2063478292831.9927,"
            + "\"usd_24h_vol\":35483958334.04892,\"usd_24h_change\":-0.4293991463197649,"
            + "\"last_updated_at\":1791367550},"
            + "\"pepe\":{\"usd\":1.2345678901234567e-05,\"last_updated_at\":1791367549},"
            + "\"gone\":{\"usd\":null,\"last_updated_at\":1791367549}}";
    byte[] frame = new CoinGecko().frame(reply.getBytes(UTF_8), 1_791_367_550_000_017L);
    Decoded decoded = new Decoded(pipeline("coingecko"), frame, 1_791_367_550_000_017L);
    assertEquals(3, decoded.items());
    assertEquals("bitcoin 103472.28374650", decoded.row(0, "crypto_symbol", "price_usd"));
    assertEquals(
        "2063478292831.99 35483958334.05 -0.4294",
        decoded.row(0, "market_cap_usd", "volume_24h", "percent_change_24h"));
    assertEquals(
        "2026-10-07T10:05:50Z 2026-10-07T10:05:50.000017Z",
        decoded.row(0, "api_timestamp", "polled_at"));
    assertEquals("pepe 0.00001235", decoded.row(1, "crypto_symbol", "price_usd"));
    assertInstanceOf(Outcome.Rejected.class, decoded.item(2));
  }

  @Test
  void aWholeHistoryBecomesOneRowPerWeek() throws IOException {
    Path recording =
        TestData.file("alphavantage/alphavantage_weekly-adjusted_IBM_2022-04-05.json.gz");
    byte[] frame;
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(recording))) {
      frame = in.readAllBytes();
    }
    Decoded decoded = new Decoded(pipeline("alpha-vantage"), frame, 0);
    assertEquals(1_170, decoded.items());
    assertEquals(
        1_170,
        IntStream.range(0, 1_170)
            .filter(item -> decoded.item(item) instanceof Outcome.Row)
            .count());
    assertEquals("IBM 1999-11-12T05:00:00Z", decoded.row(0, "symbol", "last_day"), "oldest first");
    assertEquals("2022-04-05T04:00:00Z", decoded.row(1_169, "last_day"), "daylight saving time");
  }

  @Test
  void everyWeatherReportIsARow() {
    Pipeline pipeline = pipeline("weather");
    assertNull(pipeline.feed());
    WeatherGenerator weather =
        new WeatherGenerator(
            3,
            WeatherGenerator.LOCATIONS,
            1,
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")),
            1_000);
    Decoder decoder = new Decoder(pipeline.silver());
    Rows rows = new Rows(TableSchemas.silver(pipeline.silver()));
    while (weather.advance()) {
      byte[] frame = Arrays.copyOf(weather.array(), weather.length());
      assertTrue(
          decoder.decode(frame, weather.receivedMicros(), rows) instanceof Outcome.Row,
          () -> new String(frame, UTF_8));
    }
  }

  @Test
  void aWeatherReportOfAnotherTimeMovesNoWindow() {
    String report = "{\"location\":\"Oslo\",\"temperature\":1,\"timestamp\":\"%s\"}";
    long received = 1_791_367_550_000_000L;
    Decoded near =
        new Decoded(
            pipeline("weather"),
            report.formatted("2026-10-07T00:00:00Z").getBytes(UTF_8),
            received);
    Decoded far =
        new Decoded(
            pipeline("weather"),
            report.formatted("9999-01-01T00:00:00Z").getBytes(UTF_8),
            received);
    assertInstanceOf(Outcome.Row.class, near.outcome);
    assertInstanceOf(Outcome.Rejected.class, far.outcome);
  }

  private static Pipeline pipeline(String name) {
    return PipelineReader.read(Path.of("../pipelines", name + ".yaml"));
  }

  /** A frame of several items. */
  private static final class Decoded {
    private final Decoder decoder;
    private final Rows rows;
    private final Outcome outcome;

    Decoded(Pipeline pipeline, byte[] frame, long receivedMicros) {
      decoder = new Decoder(pipeline.silver());
      rows = new Rows(TableSchemas.silver(pipeline.silver()));
      outcome = decoder.decode(frame, receivedMicros, rows);
    }

    int items() {
      return assertInstanceOf(Outcome.Items.class, outcome, outcome::toString).count();
    }

    Outcome item(int item) {
      return decoder.item(item, rows);
    }

    String row(int item, String... columns) {
      Outcome of = item(item);
      assertInstanceOf(Outcome.Row.class, of, of::toString);
      return Arrays.stream(columns)
          .map(name -> Values.text(rows, rows.schema().indexOf(name), rows.size()))
          .collect(joining(" "));
    }
  }
}
