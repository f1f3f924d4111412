package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tributary.core.Recordings;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.PipelineReader;
import tributary.core.spec.Silver;

/** The pipelines that are shipped, against what their venues sent. */
class VenuePipelinesTest {

  @Test
  void everyTradeOfBinanceIsARowAndAllElseIsControl() throws IOException {
    Shipped binance = new Shipped("binance");
    for (String line :
        Recordings.lines("binance/binance_spot_trade-bookticker-depth_BTCUSDT_2024-08-08.txt.gz")) {
      int space = line.indexOf(' ');
      binance.take(
          line.substring(space + 1), Long.parseLong(line.substring(0, space)) / 1_000, "side");
    }
    assertEquals(
        Map.of("row sell", 5_654, "row buy", 4_103, "control", 28_040 + 3_451 + 1), binance.counts);
  }

  @Test
  void answersAndAnnouncementsOfBinanceAreControl() {
    Shipped binance = new Shipped("binance");
    binance.take("{\"result\":null,\"id\":1}", 0, "side");
    binance.take("{\"error\":{\"code\":2,\"msg\":\"no\"},\"id\":1}", 0, "side");
    binance.take(
        "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1}}", 0, "side");
    binance.take(
        "{\"stream\":\"btcusdt@ticker\",\"data\":{\"e\":\"24hrTicker\",\"s\":\"BTCUSDT\"}}",
        0,
        "side");
    assertEquals(Map.of("control", 4), binance.counts);
  }

  @Test
  void theTradeOfKrakenIsARowAndAllElseIsControl() throws IOException {
    Shipped kraken = new Shipped("kraken");
    for (String frame : Recordings.lines("golden/kraken_v2_frames.jsonl")) {
      kraken.take(frame, micros("2026-08-02T05:43:40Z"), "size");
    }
    assertEquals(Map.of("row 0.00009417", 1, "control", 4), kraken.counts);
  }

  @Test
  void severalTradesOfKrakenAreSeveralRowsAndABadOneIsAlone() {
    Shipped kraken = new Shipped("kraken");
    String trade =
        "{\"symbol\":\"BTC/USD\",\"side\":\"%s\",\"price\":63348.40,\"qty\":0.10000000,"
            + "\"ord_type\":\"limit\",\"trade_id\":7,\"timestamp\":\"2026-08-02T05:43:39.154709Z\"}";
    kraken.take(
        "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[%s,%s,%s]}"
            .formatted(trade.formatted("buy"), trade.formatted("none"), trade.formatted("sell")),
        micros("2026-08-02T05:43:40Z"),
        "side");
    assertEquals(Map.of("row buy", 1, "row sell", 1, "check_failed", 1), kraken.counts);
  }

  @Test
  void theTradeOfBitstampIsARowWithItsExactNumbersAndAllElseIsControl() {
    Shipped bitstamp = new Shipped("bitstamp");
    String trade =
        "{\"data\": {\"id\": 2000000000000000007, \"type\": %d, \"amount\": 0.10000000000000001,"
            + " \"amount_str\": \"0.10000000\", \"price\": 5000.2500000000001, \"price_str\": \"%s\","
            + " \"microtimestamp\": \"1700000000123456\", \"timestamp\": \"1700000000123\"},"
            + " \"channel\": \"live_trades_%s\", \"event\": \"trade\"}";
    long received = micros("2023-11-14T22:13:21Z");
    bitstamp.take(trade.formatted(0, "5000.25", "btcusd"), received, "price");
    bitstamp.take(trade.formatted(0, "5000.25", "btcusd"), received, "side");
    bitstamp.take(trade.formatted(1, "5000.25", "ethusd"), received, "side");
    bitstamp.take(trade.formatted(1, "5000.25", "ethusd"), received, "product_id");
    bitstamp.take(trade.formatted(1, "5000.25", "ethusd"), received, "trade_id");
    bitstamp.take(trade.formatted(1, "5000.25", "ethusd"), received, "time");
    bitstamp.take(trade.formatted(1, "5000.25", "xrpusd"), received, "product_id");
    bitstamp.take(
        "{\"event\": \"bts:subscription_succeeded\", \"channel\": \"live_trades_btcusd\", \"data\": {}}",
        received,
        "side");
    bitstamp.take(
        "{\"event\": \"bts:request_reconnect\", \"channel\": \"\", \"data\": null}", 0, "side");
    assertEquals(
        Map.of(
            "row 5000.25000000", 1,
            "row buy", 1,
            "row sell", 1,
            "row ethusd", 1,
            "row 2000000000000000007", 1,
            "row 2023-11-14T22:13:20.123456Z", 1,
            "check_failed", 1,
            "control", 2),
        bitstamp.counts);
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }

  /** A shipped pipeline, and what became of the frames that it took. */
  private static final class Shipped {
    private final Silver silver;
    private final Decoder decoder;
    private final Rows rows;
    private final Map<String, Integer> counts = new TreeMap<>();

    Shipped(String name) {
      silver = PipelineReader.read(Path.of("..", "pipelines", name + ".yaml")).silver();
      decoder = new Decoder(silver);
      rows = new Rows(TableSchemas.silver(silver));
    }

    /** Counts a frame; rows by the value of a column. */
    void take(String frame, long receivedMicros, String column) {
      Outcome outcome = decoder.decode(frame.getBytes(UTF_8), receivedMicros, rows);
      if (outcome instanceof Outcome.Items items) {
        for (int i = 0; i < items.count(); i++) {
          count(decoder.item(i, rows), column);
        }
      } else {
        count(outcome, column);
      }
    }

    private void count(Outcome outcome, String column) {
      String what =
          outcome instanceof Outcome.Rejected rejected
              ? rejected.reason().code()
              : outcome instanceof Outcome.Control
                  ? "control"
                  : "row " + Values.text(rows, silver.indexOf(column), rows.size());
      counts.merge(what, 1, Integer::sum);
    }
  }
}
