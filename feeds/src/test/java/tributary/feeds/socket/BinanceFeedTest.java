package tributary.feeds.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.TestData;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Truth;
import tributary.feeds.simulators.Simulators;

/** The real client against Binance's simulator, over a real socket. */
@Timeout(60)
class BinanceFeedTest {
  private static final Feed TRADES =
      new Feed("binance", List.of("BTCUSDT", "ETHUSDT"), List.of("trade"));

  @Test
  void bringsARecordingFrameByFrame() throws IOException {
    Path file =
        TestData.file("binance/binance_spot_trade-bookticker-depth_BTCUSDT_2024-08-08.txt.gz");
    Feed request =
        new Feed("binance", List.of("BTCUSDT"), List.of("trade", "bookTicker", "depth@100ms"));
    List<Collected.Taken> taken;
    Truth truth;
    try (PlayedFeed feed =
        new PlayedFeed(request, Simulators.replay(request, file, Pace.MAX, System::nanoTime))) {
      taken = feed.takeAll();
      truth = feed.truth();
      assertEquals(0, feed.status().reconnects());
    }
    List<String> lines = lines(file);
    assertEquals(41_249, lines.size());
    assertEquals(lines.size(), taken.size());
    for (int i = 0; i < lines.size(); i++) {
      String[] line = lines.get(i).split(" ", 2);
      assertEquals(line[1], taken.get(i).text());
      assertEquals(Long.parseLong(line[0]) / 1_000, taken.get(i).receivedMicros());
      String key = line[1].startsWith("{\"stream\"") ? "BTCUSDT" : null;
      assertEquals(key, taken.get(i).key());
    }
    assertEquals(9_757, truth.rows());
    assertEquals(9_757, truth.distinct());
    assertEquals(41_248, truth.data());
    assertEquals(1, truth.other(), "the book from REST");
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return reader.lines().toList();
    }
  }

  @Test
  void everyTradeComesOnceAndInOrder() {
    try (PlayedFeed feed = PlayedFeed.market(TRADES, 2, 3_000, "")) {
      List<Collected.Taken> taken = feed.takeAll();
      assertEquals("{\"result\":null,\"id\":1}", taken.get(0).text());
      assertEquals(3_001, taken.size());
      assertEquals(3_000, feed.truth().distinct());
      assertContiguous(taken, "BTCUSDT");
      assertContiguous(taken, "ETHUSDT");
    }
  }

  @Test
  void theOtherStreamsComeWhereTheyAreAskedFor() {
    Feed request =
        new Feed("binance", List.of("BTCUSDT"), List.of("trade", "ticker", "bookTicker"));
    try (PlayedFeed feed = PlayedFeed.market(request, 10, 1_000, "")) {
      List<String> texts = feed.takeAll().stream().map(Collected.Taken::text).toList();
      assertEquals(1_000, count(texts, "@trade"));
      assertEquals(1_000, count(texts, "@bookTicker"));
      long tickers = count(texts, "\"24hrTicker\"");
      assertTrue(tickers > 50 && tickers < 150, "one a second: " + tickers);
      assertEquals(1_000, feed.truth().rows());
    }
  }

  @Test
  void aShutdownIsAnnouncedAndSurvived() {
    try (PlayedFeed feed = PlayedFeed.market(TRADES, 2, 2_000, "shutdown at 700")) {
      List<Collected.Taken> taken = feed.takeAll();
      assertEquals(2, feed.truth().connections());
      assertEquals(2_000, feed.truth().distinct());
      assertEquals(
          1, taken.stream().filter(each -> each.text().contains("!serverShutdown")).count());
      assertEquals("closed by the venue: 1001", feed.status().lastEnding().orElseThrow());
    }
  }

  @Test
  void aConnectionThatIsADayOldIsEnded() {
    try (PlayedFeed feed = PlayedFeed.market(TRADES, 0.02, 4_000, "")) {
      List<Collected.Taken> taken = feed.takeAll();
      assertEquals(3, feed.truth().connections(), "4,000 trades take more than two days");
      assertEquals(4_000, feed.truth().distinct());
      assertContiguous(taken, "BTCUSDT");
    }
  }

  @Test
  void aRefusedMessageIsShown() {
    try (PlayedFeed feed = PlayedFeed.market(TRADES, 2, 10, "refuse ETHUSDT")) {
      Await.until(() -> !feed.status().venueErrors().isEmpty(), feed::evidence);
      assertEquals(
          Map.of("Invalid request: unknown stream ethusdt@trade (code 2)", 1L),
          feed.status().venueErrors());
    }
  }

  @Test
  void damagedFramesArePublishedAsTheyAre() {
    String script = "malformed 5%, missing t 5%, duplicate 5%, reorder 5%, fragment 5%";
    try (PlayedFeed feed = PlayedFeed.market(TRADES, 2, 2_000, script)) {
      int taken = feed.takeAll().size();
      Truth truth = feed.truth();
      assertEquals(truth.written(), taken);
      assertTrue(truth.malformed() > 50 && truth.incomplete() > 50, truth::toString);
      assertTrue(truth.duplicates() > 50, truth::toString);
    }
  }

  private static void assertContiguous(List<Collected.Taken> taken, String product) {
    List<Long> ids = new ArrayList<>();
    for (Collected.Taken each : taken) {
      if (Objects.equals(each.key(), product) && each.text().contains("@trade")) {
        ids.add(Long.parseLong(each.text().replaceAll(".*\"t\":([0-9]+).*", "$1")));
      }
    }
    assertTrue(ids.size() > 1_000, "trades: " + ids.size());
    for (int i = 1; i < ids.size(); i++) {
      assertEquals(ids.get(i - 1) + 1, ids.get(i));
    }
  }

  private static long count(List<String> texts, String part) {
    return texts.stream().filter(text -> text.contains(part)).count();
  }
}
