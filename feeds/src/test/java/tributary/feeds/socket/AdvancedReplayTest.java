package tributary.feeds.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.TestAccess.ACCESS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.TestData;
import tributary.feeds.coinbaseadvanced.CoinbaseAdvanced;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;
import tributary.feeds.simulator.SocketSimulator;
import tributary.feeds.simulator.Truth;
import tributary.feeds.simulators.Simulators;

/** The recording of Coinbase Advanced Trade, through the simulator's socket and the real feed. */
class AdvancedReplayTest {
  private static final CoinbaseAdvanced VENUE = new CoinbaseAdvanced();
  private static final Feed REQUEST =
      new Feed("coinbase-advanced", List.of("BTC-USD"), List.of("ticker"));

  @Test
  void arrivesByteForByteWithItsOwnTimesAndNumbers() throws IOException {
    Path file = recording();
    List<Collected.Taken> taken = play(file, Script.NONE);
    List<String> lines = lines(file);
    assertEquals(5_971, taken.size());
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String payload = line.substring(line.indexOf("\"payload\": ") + 11, line.length() - 1);
      assertArrayEquals(payload.getBytes(UTF_8), taken.get(i).frame());
      assertEquals(micros(line), taken.get(i).receivedMicros());
      assertEquals(i, VENUE.classify(taken.get(i).frame()).sequence());
      assertEquals(i == 1 ? null : "BTC-USD", taken.get(i).key());
    }
  }

  @Test
  void withAScriptEachConnectionIsNumberedAnew() {
    List<Collected.Taken> taken = play(recording(), Script.parse("disconnect at 3000, drop 1%"));
    long before = -1;
    int connections = 0;
    int holes = 0;
    for (Collected.Taken frame : taken) {
      long number = VENUE.classify(frame.frame()).sequence();
      connections += number == 0 ? 1 : 0;
      holes += number > before + 1 ? 1 : 0;
      before = number;
    }
    assertEquals(2, connections);
    assertTrue(holes > 30, "holes " + holes);
  }

  private static List<Collected.Taken> play(Path file, Script script) {
    AtomicLong nanos = new AtomicLong();
    Collected outlet = new Collected();
    try (SocketSimulator simulator =
            Simulators.replay(REQUEST, file, Pace.MAX, script, 1, System::nanoTime);
        SocketFeed feed =
            new SocketFeed(
                new FeedTarget(VENUE, simulator.start(), REQUEST, ACCESS),
                FeedSettings.DEFAULT,
                outlet,
                simulator.clock(),
                nanos::get,
                new SplittableRandom(1))) {
      feed.start();
      Await.until(
          () ->
              simulator.finished().isDone()
                  && feed.status().frames() == simulator.truth().written(),
          () -> {
            if (feed.status().state() == FeedStatus.State.BACKING_OFF) {
              nanos.addAndGet(1_000_000);
            }
          },
          () -> feed.status() + " of " + simulator.truth());
      Truth truth = simulator.truth();
      assertEquals(5_970, truth.distinct() + truth.dropped());
      assertEquals(1, truth.control());
      return outlet.ofVenue();
    }
  }

  private static Path recording() {
    return TestData.file("coinbase_advanced/coinbase_advanced_ticker_BTC-USD_2026-04-05.ndjson.gz");
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return lines.lines().toList();
    }
  }

  /** All on one day, between 22:35 and 22:56. */
  private static long micros(String line) {
    String time = line.substring(line.indexOf("T22:") + 1, line.indexOf("+00:00"));
    String[] parts = time.split("[:.]");
    long seconds =
        LocalDate.of(2026, 4, 5).toEpochDay() * 86_400
            + 22 * 3_600
            + Long.parseLong(parts[1]) * 60
            + Long.parseLong(parts[2]);
    return seconds * 1_000_000 + Long.parseLong(parts[3]);
  }
}
