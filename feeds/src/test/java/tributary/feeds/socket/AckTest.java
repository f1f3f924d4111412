package tributary.feeds.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.TestAccess.ACCESS;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.coinbaseexchange.CoinbaseExchange;

/** What a feed makes of a venue's answer to its subscribe, over a real socket. */
@Timeout(60)
class AckTest {
  private static final String ERROR =
      "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"no\"}";
  private static final String ACK =
      "{\"type\":\"subscriptions\",\"channels\":["
          + "{\"name\":\"heartbeat\",\"product_ids\":[\"ETH-USD\",\"BTC-USD\"]},"
          + "{\"name\":\"ticker_1000\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"]}]}";
  private static final String BTC_LIVES = "{\"type\":\"heartbeat\",\"product_id\":\"BTC-USD\"}";

  private final AtomicLong nanos = new AtomicLong();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @AfterEach
  void stop() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void withoutAnAnswerTheConnectionEndsByName() throws Exception {
    SilentVenue venue = new SilentVenue();
    SocketFeed feed = connect(venue);
    Await.until(() -> venue.heard() == 1, feed::status);
    assertEquals(FeedStatus.State.CONNECTING, feed.status().state());
    assertEquals("no ack within 5000 ms", endingAfter(Duration.ofSeconds(5), feed));
  }

  @Test
  void errorsAloneAreNoAck() throws Exception {
    SocketFeed feed = connect(new SilentVenue(ERROR));
    Await.until(() -> feed.status().frames() == 1, feed::status);
    assertEquals(FeedStatus.State.CONNECTING, feed.status().state());
    assertEquals("no ack within 5000 ms", endingAfter(Duration.ofSeconds(5), feed));
  }

  @Test
  void aProductSubscribedAndNeverHeardOfIsNoticedWhileAnotherLives() throws Exception {
    SilentVenue venue = new SilentVenue(ACK);
    SocketFeed feed = connect(venue);
    Await.until(() -> feed.status().frames() == 1, feed::status);
    assertEquals(FeedStatus.State.LIVE, feed.status().state());
    nanos.addAndGet(Duration.ofSeconds(4).toNanos());
    venue.broadcast(BTC_LIVES);
    Await.until(() -> feed.status().frames() == 2, feed::status);
    String ending = endingAfter(Duration.ofSeconds(1), feed);
    assertTrue(ending.startsWith("no heartbeat of ETH-USD for 5"), ending);
  }

  @Test
  void aProductThatTheAckLeavesOutIsNotWaitedFor() throws Exception {
    SilentVenue venue = new SilentVenue(ERROR, ACK.replace("\"ETH-USD\",\"BTC", "\"BTC"));
    SocketFeed feed = connect(venue);
    Await.until(() -> feed.status().frames() == 2, feed::status);
    for (int beats = 1; beats <= 4; beats++) {
      nanos.addAndGet(Duration.ofSeconds(4).toNanos());
      venue.broadcast(BTC_LIVES);
      int frames = 2 + beats;
      Await.until(() -> feed.status().frames() == frames, feed::status);
    }
    assertEquals(0, feed.status().reconnects());
    assertEquals(FeedStatus.State.LIVE, feed.status().state());
  }

  private SocketFeed connect(SilentVenue venue) throws InterruptedException {
    open.push(venue);
    Feed request =
        new Feed(
            "coinbase-exchange", List.of("BTC-USD", "ETH-USD"), List.of("ticker", "heartbeat"));
    SocketFeed feed =
        new SocketFeed(
            new FeedTarget(new CoinbaseExchange(), venue.listen(), request, ACCESS),
            FeedSettings.DEFAULT,
            new Collected(),
            () -> 0,
            nanos::get,
            new SplittableRandom(1));
    open.push(feed);
    feed.start();
    return feed;
  }

  private String endingAfter(Duration passed, SocketFeed feed) {
    nanos.addAndGet(passed.toNanos());
    Await.until(() -> feed.status().lastEnding().isPresent(), feed::status);
    return feed.status().lastEnding().orElseThrow();
  }
}
