package tributary.feeds.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;
import tributary.feeds.simulator.Truth;
import tributary.feeds.simulator.source.Trading;
import tributary.feeds.simulators.Simulators;

/** The real client against Bitstamp's simulator, over a real socket. */
@Timeout(60)
class BitstampFeedTest {
  private static final Feed TRADES =
      new Feed("bitstamp", List.of("btcusd", "ethusd"), List.of("live_trades"));
  private static final Pattern TRADE =
      Pattern.compile(
          "\\{\"data\": \\{\"id\": ([0-9]+), \"id_str\": \"\\1\", \"type\": ([01]),"
              + " \"sell_order_id\": ([0-9]+), \"buy_order_id\": ([0-9]+),"
              + " \"amount\": ([0-9.]+), \"amount_str\": \"([0-9.]+)\","
              + " \"price\": ([0-9.]+), \"price_str\": \"([0-9.]+)\","
              + " \"microtimestamp\": \"([0-9]{10})([0-9]{6})\", \"timestamp\": \"\\9\"},"
              + " \"channel\": \"live_trades_([a-z]+)\", \"event\": \"trade\"}");

  @Test
  void everyTradeComesOnceBehindTheAcks() {
    try (PlayedFeed feed = market(2_000, "")) {
      List<Collected.Taken> taken = feed.takeAll();
      assertTrue(taken.get(0).text().contains("bts:subscription_succeeded"), taken.get(0)::text);
      assertEquals(2_002, taken.size());
      assertEquals(2_000, feed.truth().distinct());
      Set<String> ids = new HashSet<>();
      for (Collected.Taken each : taken.subList(2, taken.size())) {
        Matcher trade = TRADE.matcher(each.text());
        assertTrue(trade.matches(), each::text);
        assertEquals(trade.group(11), each.key());
        assertTrue(ids.add(each.key() + trade.group(1)), each::text);
        long sellOrder = Long.parseLong(trade.group(3));
        long buyOrder = Long.parseLong(trade.group(4));
        assertEquals(trade.group(2).equals("0"), buyOrder > sellOrder, "the taker's is newer");
        assertEquals(0, new BigDecimal(trade.group(5)).compareTo(new BigDecimal(trade.group(6))));
        assertEquals(0, new BigDecimal(trade.group(7)).compareTo(new BigDecimal(trade.group(8))));
      }
    }
  }

  @Test
  void aRequestToReconnectIsFollowed() {
    try (PlayedFeed feed = market(2_000, "shutdown at 700")) {
      List<Collected.Taken> taken = feed.takeAll();
      assertEquals(2, feed.truth().connections());
      assertEquals(2_000, feed.truth().distinct());
      assertEquals(
          1, taken.stream().filter(each -> each.text().contains("request_reconnect")).count());
    }
  }

  @Test
  void aRefusalIsShownWhileTheOthersGoOn() {
    try (PlayedFeed feed = market(500, "refuse ethusd")) {
      feed.takeAll();
      Await.until(() -> !feed.status().venueErrors().isEmpty(), feed::evidence);
      assertEquals(Map.of("Invalid channel provided.", 1L), feed.status().venueErrors());
      assertEquals(Set.of("btcusd"), feed.truth().trades().keySet());
    }
  }

  @Test
  void damagedFramesArePublishedAsTheyAre() {
    String script = "malformed 5%, missing price_str 5%, duplicate 5%, reorder 5%, fragment 5%";
    try (PlayedFeed feed = market(2_000, script)) {
      int taken = feed.takeAll().size();
      Truth truth = feed.truth();
      assertEquals(truth.written(), taken);
      assertTrue(truth.malformed() > 50 && truth.incomplete() > 50, truth::toString);
      assertTrue(truth.duplicates() > 50, truth::toString);
    }
  }

  private static PlayedFeed market(long trades, String script) {
    InstantSource start = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    return new PlayedFeed(
        TRADES,
        Simulators.market(
            TRADES,
            new Trading(7, 2, start, trades),
            Pace.MAX,
            Script.parse(script),
            System::nanoTime));
  }
}
