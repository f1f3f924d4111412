package tributary.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tributary.core.Recordings;

/** The rows that pipelines make of venues' frames, against the same rows as Jackson reads them. */
class VenueRowsTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final ZoneId EASTERN = ZoneId.of("US/Eastern");

  private static String decimal(JsonNode value, int scale) {
    return new BigDecimal(value.asText()).setScale(scale).toPlainString();
  }

  private static String cut(String instant) {
    return Instant.parse(instant).truncatedTo(ChronoUnit.MICROS).toString();
  }

  private static String millis(JsonNode value) {
    return Instant.ofEpochMilli(value.longValue()).toString();
  }

  @Test
  void coinbaseAdvancedTickers() throws IOException {
    Items items =
        new Items(
            """
            kind: /channel
            rows: [ticker]
            control: [subscriptions, heartbeats]
            each: /events/*/tickers/*
            columns:
              at: {pointer: /timestamp, type: timestamp, required: true}
              number: {pointer: /sequence_num, type: bigint, required: true}
              event: {pointer: /events/*/type, type: string, required: true, one_of: [snapshot, update]}
              product: {pointer: /events/*/tickers/*/product_id, type: string, required: true}
              price: {pointer: /events/*/tickers/*/price, type: "decimal(18,8)", required: true, above: 0}
              change: {pointer: /events/*/tickers/*/price_percent_chg_24_h, type: "decimal(30,18)"}
            event_time: at
            """);
    int rows = 0;
    int control = 0;
    for (String line :
        Recordings.lines(
            "coinbase_advanced/coinbase_advanced_ticker_BTC-USD_2026-04-05.ndjson.gz")) {
      JsonNode frame = JSON.readTree(line).get("payload");
      List<String> found = items.of(frame.toString());
      if (frame.get("channel").asText().equals("ticker")) {
        JsonNode event = frame.get("events").get(0);
        JsonNode ticker = event.get("tickers").get(0);
        assertEquals(
            List.of(
                String.join(
                    " ",
                    cut(frame.get("timestamp").asText()),
                    frame.get("sequence_num").asText(),
                    event.get("type").asText(),
                    ticker.get("product_id").asText(),
                    decimal(ticker.get("price"), 8),
                    decimal(ticker.get("price_percent_chg_24_h"), 18))),
            found);
        rows++;
      } else {
        assertEquals(List.of("frame: control with a time"), found);
        control++;
      }
    }
    assertEquals(5_970, rows);
    assertEquals(1, control);
  }

  @Test
  void coinbaseAdvancedTradesOldestFirst() throws IOException {
    Items items =
        new Items(
            """
            kind: /channel
            rows: [market_trades]
            control: [ticker, subscriptions, heartbeats]
            each: /events/*/trades/*
            newest_first: true
            columns:
              id: {pointer: /events/*/trades/*/trade_id, type: bigint, required: true}
              price: {pointer: /events/*/trades/*/price, type: "decimal(18,8)", required: true}
              side: {pointer: /events/*/trades/*/side, type: string, values: {BUY: sell, SELL: buy}}
              at: {pointer: /events/*/trades/*/time, type: timestamp, required: true}
            event_time: at
            """);
    List<String> found = new ArrayList<>();
    for (String frame : Recordings.lines("golden/coinbase_advanced_frames.jsonl")) {
      found.addAll(items.of(frame));
    }
    assertEquals(
        List.of(
            "frame: control",
            "frame: control",
            "929248657 88355.59000000 buy 2025-12-31T06:00:12.445240Z",
            "22381690 2375.56000000 sell 2024-10-04T07:13:31.084859Z",
            "22381691 2375.56000000 sell 2024-10-04T07:13:31.088388Z",
            "frame: control",
            "frame: control"),
        found);
  }

  @Test
  void krakenTradesOfTheSocket() throws IOException {
    Items items =
        new Items(
            """
            kind: /channel
            rows: [trade]
            control: [status, heartbeat, ticker]
            each: /data/*
            columns:
              symbol: {pointer: /data/*/symbol, type: string, required: true}
              price: {pointer: /data/*/price, type: "decimal(18,8)", required: true}
              size: {pointer: /data/*/qty, type: "decimal(18,8)", required: true}
              at: {pointer: /data/*/timestamp, type: timestamp, required: true}
            event_time: at
            """);
    List<String> found = new ArrayList<>();
    for (String frame : Recordings.lines("golden/kraken_v2_frames.jsonl")) {
      found.addAll(items.of(frame));
    }
    assertEquals(
        List.of(
            "frame: control",
            "frame: missing /channel: no kind",
            "frame: control",
            "BTC/USD 63348.40000000 0.00009417 2026-08-02T05:43:39.154709Z",
            "frame: control"),
        found);
  }

  @Test
  void krakenTradesOfTheRestReply() throws IOException {
    Items items =
        new Items(
            """
            each: /result/XBTUSDT/*
            columns:
              price: {pointer: /result/XBTUSDT/*/0, type: "decimal(18,5)", required: true}
              size: {pointer: /result/XBTUSDT/*/1, type: "decimal(18,8)", required: true}
              at: {pointer: /result/XBTUSDT/*/2, type: timestamp, format: epoch_s, required: true}
              side: {pointer: /result/XBTUSDT/*/3, type: string, values: {b: buy, s: sell}}
              id: {pointer: /result/XBTUSDT/*/6, type: bigint, required: true}
              last: {pointer: /result/last, type: timestamp, format: epoch_ns}
            event_time: at
            """);
    String frame =
        String.join("\n", Recordings.lines("kraken/kraken_rest_trades_XBTUSDT_2025-11-10.json"));
    List<String> expected = new ArrayList<>();
    for (JsonNode trade : JSON.readTree(frame).get("result").get("XBTUSDT")) {
      BigDecimal micros = trade.get(2).decimalValue().movePointRight(6);
      expected.add(
          String.join(
              " ",
              decimal(trade.get(0), 5),
              decimal(trade.get(1), 8),
              Instant.EPOCH
                  .plus(micros.setScale(0, RoundingMode.FLOOR).longValueExact(), ChronoUnit.MICROS)
                  .toString(),
              trade.get(3).asText().equals("b") ? "buy" : "sell",
              trade.get(6).asText(),
              "2025-11-11T00:13:55.982277Z"));
    }
    assertEquals(1_000, expected.size());
    assertEquals(expected, items.of(frame));
  }

  @Test
  void binanceTradesAmongOtherFrames() throws IOException {
    Items items =
        new Items(
            """
            kind: /data/e
            rows: [trade]
            control: [depthUpdate]
            columns:
              id: {pointer: /data/t, type: bigint, required: true}
              price: {pointer: /data/p, type: "decimal(18,8)", required: true, above: 0}
              side: {pointer: /data/m, type: string, required: true, values: {"true": sell, "false": buy}}
              at: {pointer: /data/T, type: timestamp, format: epoch_ms, required: true}
            event_time: at
            """);
    int rows = 0;
    int control = 0;
    int others = 0;
    for (String line :
        Recordings.lines("binance/binance_spot_trade-bookticker-depth_BTCUSDT_2024-08-08.txt.gz")) {
      String text = line.substring(line.indexOf(' ') + 1);
      String found = items.of(text).get(0);
      if (text.contains("@trade\"")) {
        JsonNode trade = JSON.readTree(text).get("data");
        assertEquals(
            "frame: %s %s %s %s"
                .formatted(
                    trade.get("t").asText(),
                    decimal(trade.get("p"), 8),
                    trade.get("m").booleanValue() ? "sell" : "buy",
                    millis(trade.get("T"))),
            found);
        rows++;
      } else if (found.startsWith("frame: control")) {
        control++;
      } else {
        assertEquals("frame: missing /data/e: no kind", found);
        others++;
      }
    }
    assertEquals(9_757, rows);
    assertEquals(3_451, control);
    assertEquals(28_040 + 1, others);
  }

  @Test
  void coinGeckoPricesInTheirEnvelope() throws IOException {
    Items items =
        new Items(
            """
            each: /data/*
            columns:
              coin: {name_of: /data/*, type: string, required: true}
              krw: {pointer: /data/*/krw, type: "decimal(28,8)", required: true, above: 0}
              change: {pointer: /data/*/krw_24h_change, type: "decimal(38,20)"}
              updated: {pointer: /data/*/last_updated_at, type: timestamp, format: epoch_s}
              polled: {pointer: /timestamp, type: timestamp, required: true}
            event_time: polled
            """);
    List<String> found = new ArrayList<>();
    for (String line : Recordings.lines("golden/coingecko_simple_price.jsonl")) {
      JsonNode body = JSON.readTree(line).get("body");
      found.addAll(
          items.of(
              "{\"timestamp\":\"2026-08-15T00:00:00Z\",\"source\":\"coingecko\",\"data\":"
                  + body
                  + "}"));
    }
    assertEquals(
        List.of(
            "bitcoin 89263800.00000000 -0.42939914631976490000 2026-08-15T06:13:50Z 2026-08-15T00:00:00Z",
            "frame: control with a time",
            "wrong_type \"error\": /data/*: \"invalid vs_currency\" is not an object or array",
            "missing \"status\": krw: nothing at /data/*/krw"),
        found);
  }

  @Test
  void alphaVantageWeeks() throws IOException {
    Items items =
        new Items(
            """
            each: /Weekly Adjusted Time Series/*
            newest_first: true
            columns:
              symbol: {pointer: /Meta Data/2. Symbol, type: string}
              day: {name_of: /Weekly Adjusted Time Series/*, type: date, required: true}
              close: {pointer: /Weekly Adjusted Time Series/*/5. adjusted close, type: "decimal(18,4)", required: true}
              volume: {pointer: /Weekly Adjusted Time Series/*/6. volume, type: bigint, required: true}
              week: {name_of: /Weekly Adjusted Time Series/*, type: timestamp, format: date, zone: US/Eastern, required: true}
            event_time: week
            """);
    assertEquals(1_170, weeks(items, "2022-04-05"));
    assertEquals(1_162, weeks(items, "2022-02-11"));
  }

  private static int weeks(Items items, String day) throws IOException {
    String name = "alphavantage/alphavantage_weekly-adjusted_IBM_" + day + ".json.gz";
    String frame = String.join("\n", Recordings.lines(name));
    List<String> expected = new ArrayList<>();
    for (Map.Entry<String, JsonNode> week :
        JSON.readTree(frame).get("Weekly Adjusted Time Series").properties()) {
      expected.add(
          "IBM %s %s %s %s"
              .formatted(
                  week.getKey(),
                  decimal(week.getValue().get("5. adjusted close"), 4),
                  week.getValue().get("6. volume").asText(),
                  LocalDate.parse(week.getKey()).atStartOfDay(EASTERN).toInstant()));
    }
    Collections.reverse(expected);
    assertEquals(expected, items.of(frame));
    return expected.size();
  }

  @Test
  void alphaVantageMinutesInSummerAndWinter() throws IOException {
    assertEquals(3, minutes("5min_IBM_2021-10-27_3rows", "5min", "2021-10-28T00:00:00Z"));
    assertEquals(100, minutes("1min_MSFT_2017-12-18", "1min", "2017-12-18T19:56:00Z"));
  }

  private static int minutes(String file, String interval, String newest) throws IOException {
    String series = "Time Series (" + interval + ")";
    Items items =
        new Items(
            """
            each: /%1$s/*
            newest_first: true
            columns:
              close: {pointer: /%1$s/*/4. close, type: "decimal(18,4)", required: true}
              at: {name_of: /%1$s/*, type: timestamp, format: local, zone: US/Eastern, required: true}
            event_time: at
            """
                .formatted(series));
    String frame =
        String.join("\n", Recordings.lines("alphavantage/alphavantage_intraday-" + file + ".json"));
    List<String> expected = new ArrayList<>();
    for (Map.Entry<String, JsonNode> minute : JSON.readTree(frame).get(series).properties()) {
      LocalDateTime local =
          LocalDateTime.parse(minute.getKey(), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
      expected.add(
          decimal(minute.getValue().get("4. close"), 4) + " " + local.atZone(EASTERN).toInstant());
    }
    Collections.reverse(expected);
    List<String> found = items.of(frame);
    assertEquals(expected, found);
    assertEquals(newest, found.get(found.size() - 1).split(" ")[1]);
    return found.size();
  }
}
