package tributary.feeds.socket;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A server that answers each message with the same frames and then says nothing more by itself. */
final class SilentVenue extends WebSocketServer implements AutoCloseable {
  private final List<String> answer;
  private final CountDownLatch listening = new CountDownLatch(1);
  private final AtomicInteger heard = new AtomicInteger();

  SilentVenue(String... answer) {
    super(new InetSocketAddress("127.0.0.1", 0), 1);
    this.answer = List.of(answer);
    setDaemon(true);
    setReuseAddr(true);
  }

  URI listen() throws InterruptedException {
    start();
    listening.await();
    return URI.create("ws://127.0.0.1:" + getPort());
  }

  /** How many messages came. */
  int heard() {
    return heard.get();
  }

  @Override
  public void onStart() {
    listening.countDown();
  }

  @Override
  public void onMessage(WebSocket client, String text) {
    answer.forEach(client::send);
    heard.incrementAndGet();
  }

  @Override
  public void onOpen(WebSocket client, ClientHandshake handshake) {}

  @Override
  public void onClose(WebSocket client, int code, String reason, boolean remote) {}

  @Override
  public void onError(WebSocket client, Exception failure) {}

  @Override
  public void close() throws InterruptedException {
    stop(1_000);
  }
}
