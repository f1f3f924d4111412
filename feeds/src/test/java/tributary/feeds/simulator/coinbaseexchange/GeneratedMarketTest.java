package tributary.feeds.simulator.coinbaseexchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import tributary.feeds.simulator.source.FrameSource;

class GeneratedMarketTest {
  private static final Instant START = Instant.parse("2026-03-01T23:59:50Z");
  private static final List<String> PRODUCTS = List.of("BTC-USD", "ETH-USD", "ADA-USD", "SKL-USD");
  private static final Pattern TICKER =
      Pattern.compile(
          "\\{\"type\":\"ticker\",\"sequence\":(?<sequence>\\d+),\"product_id\":\"(?<product>[A-Z]+-USD)\","
              + "\"price\":\"(?<price>\\d+(\\.\\d{0,3}[1-9])?)\",\"open_24h\":\"[\\d.]+\",\"volume_24h\":\"\\d+\\.\\d{8}\","
              + "\"low_24h\":\"[\\d.]+\",\"high_24h\":\"[\\d.]+\",\"volume_30d\":\"\\d+\\.\\d{8}\","
              + "\"best_bid\":\"\\d+\\.\\d{2,4}\",\"best_bid_size\":\"\\d+\\.\\d{8}\",\"best_ask\":\"\\d+\\.\\d{2,4}\","
              + "\"best_ask_size\":\"\\d+\\.\\d{8}\",\"side\":\"(buy|sell)\",\"time\":\"(?<time>[\\d-]{10}T[\\d:]{8}\\.\\d{6}Z)\","
              + "\"trade_id\":(?<trade>\\d+),\"last_size\":\"\\d+\\.\\d{8}\"}");

  @Test
  void tickersHaveTheWireForm() {
    GeneratedMarket market = market(1, 20_000);
    Map<String, Long> tradeIds = new HashMap<>();
    Map<String, Long> sequences = new HashMap<>();
    long bytes = 0;
    long before = 0;
    int shared = 0;
    while (market.advance()) {
      Matcher ticker = TICKER.matcher(text(market));
      assertTrue(ticker.matches(), () -> text(market));
      String product = ticker.group("product");
      assertEquals(product, market.product());
      assertTrue(Double.parseDouble(ticker.group("price")) > 0);
      long trade = Long.parseLong(ticker.group("trade"));
      Long tradeBefore = tradeIds.put(product, trade);
      assertTrue(tradeBefore == null || trade == tradeBefore + 1);
      long sequence = Long.parseLong(ticker.group("sequence"));
      Long sequenceBefore = sequences.put(product, sequence);
      assertTrue(sequenceBefore == null || sequence > sequenceBefore + 1);
      Instant time = Instant.parse(ticker.group("time"));
      assertEquals(market.eventMicros(), time.getEpochSecond() * 1_000_000 + time.getNano() / 1000);
      assertTrue(market.eventMicros() >= before && market.receivedMicros() > market.eventMicros());
      shared += market.eventMicros() == before ? 1 : 0;
      before = market.eventMicros();
      bytes += market.length();
    }
    assertEquals(PRODUCTS.size(), tradeIds.size());
    assertTrue(shared > 4_000, "trades share microseconds: " + shared);
    long mean = bytes / 20_000;
    assertTrue(mean > 370 && mean < 410, "bytes per frame: " + mean);
    long expectedMicros = 20_000L * 1_000_000 / 1_000;
    long took = before - START.toEpochMilli() * 1_000;
    assertTrue(Math.abs(took - expectedMicros) < expectedMicros / 20, "took " + took + " us");
  }

  @Test
  void theSameSeedMakesTheSameFramesAndAnotherDoesNot() {
    assertEquals(checksum(7), checksum(7));
    assertNotEquals(checksum(7), checksum(8));
  }

  @Test
  void heartbeatsComeEachSecondForEachProductBetweenTheTickers() {
    FrameSource frames = market(3, 20_000).withHeartbeats();
    GeneratedMarket tickersOnly = market(3, 20_000);
    Map<String, String> lastTrades = new HashMap<>();
    long before = 0;
    int heartbeats = 0;
    while (frames.advance()) {
      String text = text(frames);
      assertTrue(frames.receivedMicros() >= before, "time goes on");
      before = frames.receivedMicros();
      if (text.contains("heartbeat")) {
        assertEquals(PRODUCTS.get(heartbeats % PRODUCTS.size()), field(text, "product_id"));
        assertEquals(
            START.plusSeconds(1 + heartbeats / PRODUCTS.size()).toString(),
            field(text, "time").replace(".000000Z", "Z"));
        String lastTrade = lastTrades.get(field(text, "product_id"));
        assertTrue(lastTrade == null || lastTrade.equals(field(text, "last_trade_id")), text);
        heartbeats++;
      } else {
        assertTrue(tickersOnly.advance());
        assertEquals(text(tickersOnly), text);
        lastTrades.put(field(text, "product_id"), field(text, "trade_id"));
      }
    }
    assertFalse(tickersOnly.advance());
    assertTrue(heartbeats >= 18 * PRODUCTS.size() && heartbeats <= 22 * PRODUCTS.size());
  }

  @Test
  void aMarketNeedsProductsAndARate() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new GeneratedMarket(1, List.of(), 1, InstantSource.fixed(START), 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new GeneratedMarket(1, PRODUCTS, 0, InstantSource.fixed(START), 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new GeneratedMarket(1, PRODUCTS, Double.NaN, InstantSource.fixed(START), 1));
  }

  private static long checksum(long seed) {
    CRC32 sum = new CRC32();
    GeneratedMarket market = market(seed, 1_000);
    while (market.advance()) {
      sum.update(market.array(), 0, market.length());
    }
    return sum.getValue();
  }

  private static GeneratedMarket market(long seed, long frames) {
    return new GeneratedMarket(seed, PRODUCTS, 1_000, InstantSource.fixed(START), frames);
  }

  private static String text(FrameSource source) {
    return new String(source.array(), 0, source.length(), US_ASCII);
  }

  private static String field(String frame, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",]+)").matcher(frame);
    assertTrue(found.find(), frame);
    return found.group(1);
  }
}
