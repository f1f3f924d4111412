package tributary.feeds.failuremodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.core.frame.Mark;
import tributary.feeds.socket.Collected;
import tributary.feeds.socket.FeedStatus;
import tributary.feeds.socket.PlayedFeed;

/** Failure mode 9: one product's gap resets all, and a wrong gap rule reconnects for ever. */
@Timeout(60)
class Mode09ResetAmplificationTest {
  private static final Asked NUMBERED = Asked.COINBASE_ADVANCED;
  private static final FeedStatus.Numbers NOTHING_MISSED = new FeedStatus.Numbers(0, 0);

  @ParameterizedTest
  @EnumSource
  void aGapResetsNothing(Asked venue) {
    try (PlayedFeed feed = venue.play(2_000, "gap 30 at 500, drop 1%, reorder 1%, duplicate 1%")) {
      List<Collected.Taken> taken = feed.takeAll();
      assertEquals(0, feed.status().reconnects(), feed::evidence);
      assertEquals(1, feed.truth().connections());
      assertEquals(feed.truth().distinct(), venue.trades(taken));
      assertTrue(feed.truth().distinct() < 1_970, feed::evidence);
    }
  }

  @Test
  void aNumberThatIsSkippedIsMarkedForEachProductAndResetsNothing() {
    try (PlayedFeed feed = NUMBERED.play(2_000, "skip sequence at 500")) {
      List<Collected.Taken> taken = feed.takeAll();
      assertEquals(new FeedStatus.Numbers(1, 0), feed.status().numbers());
      List<Mark> marks = feed.outlet().marks();
      assertEquals(NUMBERED.request().products(), marks.stream().map(Mark::product).toList());
      assertTrue(marks.stream().allMatch(Mark.Missed.class::isInstance), marks::toString);
      assertEquals(0, feed.status().reconnects());
      assertEquals(2_000, NUMBERED.trades(taken));
    }
  }

  /** "Expected 2 but received 4118596218": each connection begins at a number of its own. */
  @Test
  void numbersThatBeginAnewAfterAReconnectAreNoGap() {
    try (PlayedFeed feed = NUMBERED.play(3_000, "disconnect every 500")) {
      feed.takeAll();
      assertTrue(feed.truth().connections() >= 3, feed::evidence);
      assertEquals(feed.truth().connections() - 1, feed.status().reconnects());
      assertEquals(NOTHING_MISSED, feed.status().numbers());
      assertTrue(
          feed.outlet().marks().stream().allMatch(Mark.Disconnected.class::isInstance),
          () -> feed.outlet().marks().toString());
    }
  }

  /** The sequence of a ticker counts what happened in the book, of which trades are few. */
  @Test
  void stepsOfTheSequenceOfATickerAreNoGap() {
    try (PlayedFeed feed = Asked.COINBASE_EXCHANGE.play(1_000, "")) {
      List<Long> sequences =
          feed.takeAll().stream()
              .filter(each -> each.text().startsWith("{\"type\":\"ticker\""))
              .filter(each -> Asked.COINBASE_EXCHANGE.bitcoin().equals(each.key()))
              .map(each -> Long.parseLong(each.text().replaceAll(".*\"sequence\":(\\d+).*", "$1")))
              .toList();
      long last = sequences.get(sequences.size() - 1);
      assertTrue(last - sequences.get(0) > 2L * sequences.size(), "steps of more than 1");
      assertEquals(NOTHING_MISSED, feed.status().numbers());
      assertEquals(List.of(), feed.outlet().marks());
      assertEquals(0, feed.status().reconnects());
    }
  }
}
