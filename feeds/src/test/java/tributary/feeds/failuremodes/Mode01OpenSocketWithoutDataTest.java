package tributary.feeds.failuremodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.core.frame.Mark;
import tributary.feeds.socket.Collected;
import tributary.feeds.socket.PlayedFeed;

/** Failure mode 1: the socket is open, and no data come for hours. */
@Timeout(60)
class Mode01OpenSocketWithoutDataTest {
  private static final String SCRIPT = "half-open at 600";

  @ParameterizedTest
  @CsvSource({
    "COINBASE_EXCHANGE, no (frame|heartbeat of ...-USD) for [5-9].*",
    "COINBASE_ADVANCED, no frame for [5-9].*",
    "BINANCE, no pong for [5-9].*",
    "KRAKEN, no frame for [5-9].*",
  })
  void isFoundBySilenceWithinSecondsAndReplaced(Asked venue, String ending) {
    try (PlayedFeed feed = venue.play(2_000, SCRIPT)) {
      feed.until(() -> feed.truth().written() > 600);
      feed.until(() -> feed.status().frames() == feed.truth().written());
      assertEquals(0, feed.status().reconnects());
      feed.passUntil(() -> feed.status().lastEnding().isPresent());
      assertTrue(feed.passed().toSeconds() < 60, feed.passed()::toString);
      List<Collected.Taken> taken = feed.takeAll();
      String why = feed.status().lastEnding().orElseThrow();
      assertTrue(why.matches(ending), why);
      assertEquals(2, feed.truth().connections());
      assertEquals(2_000, venue.trades(taken));
      assertEquals(
          List.of(
              new Mark.Disconnected(venue.bitcoin(), why),
              new Mark.Disconnected(venue.ether(), why)),
          feed.outlet().marks());
    }
  }
}
