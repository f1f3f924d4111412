package tributary.feeds.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.simulator.source.Trading;
import tributary.feeds.simulators.Simulators;

/** Binance pings its clients: each 20 s, and a minute's patience. */
@Timeout(60)
class KeepaliveTest {
  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final String SUBSCRIBE =
      "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":1}";

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger pings = new AtomicInteger();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final SocketSimulator simulator =
      Simulators.market(
          new Feed("binance", List.of("BTCUSDT"), List.of("trade")),
          new Trading(1, 1, InstantSource.fixed(Instant.EPOCH), 10),
          Pace.MAX,
          Script.NONE,
          nanos::get);

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void aClientThatAnswersStays() {
    java.net.http.WebSocket client =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(simulator.start(), new Answering())
            .join();
    client.sendText(SUBSCRIBE, true).join();
    Await.until(() -> simulator.finished().isDone(), simulator::truth);
    for (int i = 1; i <= 10; i++) {
      nanos.addAndGet(STEP_NANOS);
      int expected = i;
      Await.until(() -> pings.get() == expected, pings::get);
    }
    assertFalse(closed.isDone());
    client.abort();
  }

  @Test
  void aClientThatDoesNotAnswerIsSentAway() throws Exception {
    WebSocketClient client = new Deafened(simulator.start());
    assertTrue(client.connectBlocking());
    client.send(SUBSCRIBE);
    Await.until(() -> simulator.finished().isDone(), simulator::truth);
    for (int i = 1; i <= 3; i++) {
      nanos.addAndGet(STEP_NANOS);
      int expected = i;
      Await.until(() -> pings.get() == expected, pings::get);
    }
    assertFalse(closed.isDone());
    nanos.addAndGet(STEP_NANOS);
    assertEquals("1008 no pong within a minute", closed.get(30, TimeUnit.SECONDS));
    assertEquals(3, pings.get());
  }

  @Test
  void aClientThatTalksTooMuchIsSentAway() throws Exception {
    WebSocketClient client = new Deafened(simulator.start());
    assertTrue(client.connectBlocking());
    for (int i = 0; i < 6; i++) {
      client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + i + "}");
    }
    assertEquals("1008 Too many requests", closed.get(30, TimeUnit.SECONDS));
  }

  /** The JDK's client, which answers pings by itself. */
  private final class Answering implements java.net.http.WebSocket.Listener {
    @Override
    public CompletionStage<?> onPing(java.net.http.WebSocket from, ByteBuffer message) {
      pings.incrementAndGet();
      return java.net.http.WebSocket.Listener.super.onPing(from, message);
    }

    @Override
    public CompletionStage<?> onClose(java.net.http.WebSocket from, int code, String reason) {
      closed.complete(code + " " + reason);
      return CompletableFuture.completedStage(null);
    }
  }

  /** A client that leaves pings unanswered. */
  private final class Deafened extends WebSocketClient {
    Deafened(URI address) {
      super(address);
      setConnectionLostTimeout(0);
    }

    @Override
    public void onWebsocketPing(WebSocket from, Framedata ping) {
      pings.incrementAndGet();
    }

    @Override
    public void onOpen(ServerHandshake handshake) {}

    @Override
    public void onMessage(String text) {}

    @Override
    public void onClose(int code, String reason, boolean remote) {
      closed.complete(code + " " + reason);
    }

    @Override
    public void onError(Exception failure) {}
  }
}
