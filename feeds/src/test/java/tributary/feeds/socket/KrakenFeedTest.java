package tributary.feeds.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.core.spec.Feed;
import tributary.feeds.TestData;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulators.Simulators;

/** The real client against Kraken's simulator, over a real socket. */
@Timeout(60)
class KrakenFeedTest {
  private static final Feed TRADES =
      new Feed("kraken", List.of("BTC/USD", "ETH/USD"), List.of("trade"));
  private static final Pattern REST_TRADE =
      Pattern.compile(
          "\\[\"([0-9.]+)\",\"([0-9.]+)\",([0-9]+)\\.([0-9]+),\"([bs])\",\"([lm])\",\"\",([0-9]+)\\]");
  private static final Pattern ID = Pattern.compile("\"trade_id\":([0-9]+)");

  @Test
  void bringsTheTradesOfARestReplyAsTheSocketWouldHave() throws IOException {
    Path file = TestData.file("kraken/kraken_rest_trades_XBTUSDT_2025-11-10.json");
    Feed request = new Feed("kraken", List.of("BTC/USDT"), List.of("trade"));
    List<Collected.Taken> taken;
    try (PlayedFeed feed =
        new PlayedFeed(request, Simulators.replay(request, file, Pace.MAX, System::nanoTime))) {
      taken = feed.takeAll();
      assertEquals(1_000, feed.truth().distinct());
      assertEquals(0, feed.status().reconnects());
    }
    List<MatchResult> rows =
        REST_TRADE.matcher(Files.readString(file).replaceAll("\\s", "")).results().toList();
    assertEquals(1_000, rows.size());
    assertEquals(1_000, taken.size());
    for (int i = 0; i < 1_000; i++) {
      MatchResult row = rows.get(i);
      assertEquals(derived(row), taken.get(i).text());
      assertEquals("BTC/USDT", taken.get(i).key());
    }
    assertEquals(578, taken.stream().filter(each -> each.text().contains("\"buy\"")).count());
    assertTrue(taken.get(0).text().contains("\"trade_id\":10218208,"));
    assertTrue(taken.get(999).text().contains("\"trade_id\":10219207,"));
  }

  private static String derived(MatchResult row) {
    int micros = Integer.parseInt((row.group(4) + "000000").substring(0, 6));
    Instant second = Instant.ofEpochSecond(Long.parseLong(row.group(3)));
    return ("{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USDT\","
            + "\"side\":\"%s\",\"price\":%s,\"qty\":%s,\"ord_type\":\"%s\",\"trade_id\":%s,"
            + "\"timestamp\":\"%s.%06dZ\"}]}")
        .formatted(
            row.group(5).equals("b") ? "buy" : "sell",
            row.group(1),
            row.group(2),
            row.group(6).equals("l") ? "limit" : "market",
            row.group(7),
            second.toString().replace("Z", ""),
            micros);
  }

  @Test
  void theStatusComesFirstThenOneAckForEachProduct() {
    try (PlayedFeed feed = PlayedFeed.market(TRADES, 2, 2_000, "")) {
      List<String> texts = texts(feed);
      assertTrue(texts.get(0).contains("\"channel\":\"status\""), texts.get(0));
      assertTrue(texts.get(1).contains("\"symbol\":\"BTC/USD\"},\"success\":true"), texts.get(1));
      assertTrue(texts.get(2).contains("\"symbol\":\"ETH/USD\"},\"success\":true"), texts.get(2));
      assertEquals(2_000, feed.truth().distinct());
      assertEquals(2_000, ids(texts).size());
    }
  }

  @Test
  void severalTradesComeInOneFrame() {
    try (PlayedFeed feed = PlayedFeed.market(TRADES, 2, 2_000, "")) {
      List<String> texts = texts(feed);
      assertTrue(feed.truth().data() < 1_950, feed::evidence);
      assertTrue(
          texts.stream().anyMatch(text -> ID.matcher(text).results().count() > 1), "none has two");
    }
  }

  @Test
  void numbersKeepTheirZerosAndAQuietSecondHasAHeartbeat() {
    Feed request = new Feed("kraken", List.of("BTC/USD"), List.of("trade", "ticker"));
    try (PlayedFeed feed = PlayedFeed.market(request, 0.5, 500, "")) {
      List<String> texts = texts(feed);
      assertTrue(feed.truth().heartbeats() > 100, feed::evidence);
      assertTrue(texts.stream().anyMatch(text -> text.matches(".*\"price\":[0-9]+\\.[0-9]0,.*")));
      for (String text : texts) {
        if (text.contains("\"ticker\",\"type\"")) {
          String volume = text.replaceAll(".*\"volume\":([0-9.]+),.*", "$1");
          assertEquals(8, new BigDecimal(volume).scale(), text);
        }
      }
    }
  }

  @Test
  void afterACutTheSnapshotRepeatsWhatWasKnown() {
    try (PlayedFeed feed = PlayedFeed.market(TRADES, 2, 2_000, "disconnect at 800")) {
      List<String> texts = texts(feed);
      assertEquals(2, feed.truth().connections());
      assertEquals(2_000, feed.truth().distinct());
      assertTrue(feed.truth().duplicates() >= 2, feed::evidence);
      assertEquals(
          2,
          texts.stream()
              .filter(text -> text.contains("\"snapshot\""))
              .filter(text -> text.contains("\"trade_id\""))
              .count());
    }
  }

  @Test
  void aBadProductIsReportedWhileTheGoodOnesGoOn() {
    try (PlayedFeed feed = PlayedFeed.market(TRADES, 2, 500, "refuse ETH/USD")) {
      texts(feed);
      assertEquals(Map.of("Currency pair not supported ETH/USD", 1L), feed.status().venueErrors());
      assertEquals(0, feed.status().reconnects());
      assertEquals(Set.of("BTC/USD"), feed.truth().trades().keySet());
    }
  }

  @Test
  void maintenanceIsShownAndSurvived() {
    try (PlayedFeed feed = PlayedFeed.market(TRADES, 2, 1_000, "shutdown at 300")) {
      texts(feed);
      assertEquals(Map.of("the system is maintenance", 1L), feed.status().venueErrors());
      assertEquals(2, feed.truth().connections());
      assertEquals(1_000, feed.truth().distinct());
    }
  }

  @Test
  void damagedFramesArePublishedAsTheyAre() {
    String script = "malformed 5%, missing price 5%, duplicate 5%, reorder 5%, fragment 5%";
    try (PlayedFeed feed = PlayedFeed.market(TRADES, 2, 2_000, script)) {
      int taken = feed.takeAll().size();
      assertEquals(feed.truth().written(), taken);
      assertTrue(feed.truth().malformed() > 50, feed::evidence);
      assertTrue(feed.truth().incomplete() > 50, feed::evidence);
      assertTrue(feed.truth().duplicates() > 50, feed::evidence);
    }
  }

  private static List<String> texts(PlayedFeed feed) {
    return feed.takeAll().stream().map(Collected.Taken::text).toList();
  }

  private static Set<Long> ids(List<String> texts) {
    Set<Long> ids = new HashSet<>();
    texts.forEach(
        text ->
            ID.matcher(text).results().forEach(match -> ids.add(Long.parseLong(match.group(1)))));
    return ids;
  }
}
