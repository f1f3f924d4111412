package tributary.feeds.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.feeds.venue.SocketVenue.Heartbeats.CONNECTION;
import static tributary.feeds.venue.SocketVenue.Heartbeats.NONE;
import static tributary.feeds.venue.SocketVenue.Heartbeats.PRODUCT;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.core.frame.Mark;
import tributary.feeds.Await;

/** A feed of several connections, over real sockets. */
@Timeout(60)
class ConnectionsTest {

  @Test
  void eachConnectionAsksForItsPart() throws Exception {
    PlainServer server = PlainServer.obliging();
    try (PlainFeed feed =
        PlainFeed.of(PlainVenue.with(NONE).perConnection(2), server, "A", "B", "C", "D", "E")) {
      feed.awaitEachLive(3);
      assertEquals(
          Set.of("A,B", "C,D", "E"), Set.of(server.asked(0), server.asked(1), server.asked(2)));
      assertEquals(3, feed.status().connections());
      assertEquals(0, feed.status().reconnects());
      assertEquals(FeedStatus.State.LIVE, feed.status().state());
      assertEquals(List.of(), feed.outlet.marks());
    }
  }

  @Test
  void oneConnectionsTroubleResetsNoOther() throws Exception {
    PlainServer server = PlainServer.obliging();
    try (PlainFeed feed =
        PlainFeed.of(PlainVenue.with(NONE).perConnection(1), server, "A", "B", "C")) {
      feed.awaitEachLive(3);
      String product = server.asked(0);
      server.cut(0);
      feed.until(() -> feed.status().live() == 2);
      assertEquals(FeedStatus.State.BACKING_OFF, feed.status().state());
      assertEquals(Freshness.State.DISCONNECTED, feed.freshness(product).state());
      server.send(1, "data " + server.asked(1));
      feed.awaitFrames(4);
      assertEquals(Freshness.State.LIVE, feed.freshness(server.asked(1)).state());
      feed.pauseUntil(() -> feed.status().live() == 3);
      assertTrue(server.isOpen(1) && server.isOpen(2));
      assertEquals(product, server.asked(3));
      assertEquals(1, feed.status().reconnects());
      assertEquals(List.of(product), feed.outlet.marks().stream().map(Mark::product).toList());
    }
  }

  @Test
  void attemptsAreSpacedAsTheVenueWants() throws Exception {
    PlainServer server = PlainServer.obliging();
    PlainVenue venue = PlainVenue.with(NONE).perConnection(1).spaced(Duration.ofSeconds(1));
    try (PlainFeed feed = PlainFeed.of(venue, server, "A", "B", "C", "D")) {
      feed.awaitLive(1);
      assertEquals(Duration.ZERO, feed.passed());
      feed.passUntil(() -> feed.status().live() == 4);
      assertTrue(feed.passed().compareTo(Duration.ofSeconds(3)) >= 0, feed.passed().toString());
    }
  }

  @Test
  void aConnectStormAnsweredWith429LeavesTheVenueAloneForAsLongAsItWants() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CompletableFuture.runAsync(() -> refuseAll(server, attempts));
      URI address = URI.create("ws://127.0.0.1:" + server.getLocalPort());
      PlainVenue venue = PlainVenue.with(NONE).perConnection(1).spaced(Duration.ofSeconds(1));
      try (PlainFeed feed = PlainFeed.to(address, venue, "A", "B", "C")) {
        feed.until(() -> feed.status().lastEnding().isPresent());
        assertEquals(
            "cannot connect to %s: answered with HTTP 429, to be left alone for 60 s"
                .formatted(address),
            feed.status().lastEnding().orElseThrow());
        feed.pass(Duration.ofSeconds(59));
        feed.until(() -> feed.status().state() == FeedStatus.State.BACKING_OFF);
        assertEquals(1, attempts.get(), "the other connections wait too");
        feed.pass(Duration.ofSeconds(1));
        feed.until(() -> attempts.get() == 2);
      }
    }
  }

  private static void refuseAll(ServerSocket server, AtomicInteger attempts) {
    try {
      while (true) {
        try (Socket client = server.accept()) {
          client.getInputStream().read(new byte[4096]);
          attempts.incrementAndGet();
          client
              .getOutputStream()
              .write(
                  "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n"
                      .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  @Test
  void aConnectionWhoseHeartbeatsStopIsReplaced() throws Exception {
    PlainServer server = PlainServer.obliging();
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(CONNECTION), server, "A", "B")) {
      feed.awaitLive(1);
      feed.pass(Duration.ofSeconds(4));
      server.send(0, "beat");
      feed.awaitFrames(2);
      feed.pass(Duration.ofSeconds(4));
      server.send(0, "beat");
      feed.awaitFrames(3);
      assertEquals(0, feed.status().reconnects());
      feed.pass(Duration.ofSeconds(5));
      feed.until(() -> feed.status().lastEnding().isPresent());
      assertTrue(feed.status().lastEnding().orElseThrow().startsWith("no frame for 5."));
      feed.pauseUntil(() -> feed.status().reconnects() == 1);
    }
  }

  @Test
  void withoutHeartbeatsAPingFindsOutWhetherAnybodyIsThere() throws Exception {
    PlainServer server = PlainServer.obliging();
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(NONE), server, "A")) {
      feed.awaitLive(1);
      Await.until(() -> server.pings() == 2, () -> feed.pass(Duration.ofMillis(4)), feed::status);
      assertEquals(0, feed.status().reconnects(), "a quiet market is no dead feed");
      server.beDeaf();
      feed.passUntil(() -> feed.status().reconnects() == 1);
      String ending = feed.status().lastEnding().orElseThrow();
      assertTrue(ending.matches("no pong for ([5-9]|[1-9][0-9]+)[.].*"), ending);
    }
  }

  @Test
  void answeredWithNothingSubscribedItConnectsAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    PlainServer server =
        new PlainServer(products -> asked.incrementAndGet() == 2 ? "ack " : "ack " + products);
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(NONE), server, "A", "B")) {
      feed.awaitLive(1);
      server.cut(0);
      feed.pauseUntil(() -> feed.status().reconnects() == 1 && feed.status().live() == 1);
      feed.pass(Duration.ofSeconds(5));
      feed.pauseUntil(() -> feed.status().reconnects() == 2 && feed.status().live() == 1);
      assertEquals("nothing was subscribed", feed.status().lastEnding().orElseThrow());
      assertEquals(Set.of(), feed.status().unsubscribed());
    }
  }

  @Test
  void whatTheVenueDoesNotConfirmIsShownAndTheRestGoesOn() throws Exception {
    PlainServer server = new PlainServer(products -> "ack A,B");
    try (PlainFeed feed = PlainFeed.of(PlainVenue.with(PRODUCT), server, "A", "B", "C", "D")) {
      feed.awaitLive(1);
      server.send(0, "refuse D-is-delisted", "data C");
      feed.awaitFrames(3);
      assertEquals(Set.of(), feed.status().unsubscribed(), "it may still come");
      feed.pass(Duration.ofMillis(4_900));
      server.send(0, "beat A", "beat B");
      feed.awaitFrames(5);
      feed.pass(Duration.ofMillis(100));
      FeedStatus status = feed.status();
      assertEquals(Set.of("D"), status.unsubscribed());
      assertEquals(Set.of("D-is-delisted"), status.venueErrors().keySet());
      assertEquals(Freshness.State.DISCONNECTED, feed.freshness("D").state());
      assertEquals(Freshness.State.QUIET, feed.freshness("A").state());
      assertEquals(0, status.reconnects());
    }
  }

  @Test
  void anAckWithoutNamesConfirmsAll() throws Exception {
    PlainServer server = new PlainServer(products -> "ack");
    PlainVenue venue = PlainVenue.with(NONE).ackingWithoutNames();
    try (PlainFeed feed = PlainFeed.of(venue, server, "A", "B")) {
      feed.awaitLive(1);
      feed.pass(Duration.ofSeconds(5));
      feed.until(() -> server.pings() == 1);
      assertEquals(Set.of(), feed.status().unsubscribed());
      assertEquals(0, feed.status().reconnects());
    }
  }
}
