package tributary.feeds.socket;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** The server of the {@link PlainVenue}: a test tells it what to send and whom to cut. */
final class PlainServer extends WebSocketServer implements AutoCloseable {
  private final UnaryOperator<String> answer;
  private final CountDownLatch listening = new CountDownLatch(1);
  private final List<WebSocket> clients = new CopyOnWriteArrayList<>();
  private final AtomicInteger pings = new AtomicInteger();
  private volatile boolean deaf;

  /**
   * @param answer what to send upon a subscribe of these products; nothing if empty
   */
  PlainServer(UnaryOperator<String> answer) {
    super(new InetSocketAddress("127.0.0.1", 0), 1);
    this.answer = answer;
    setDaemon(true);
    setReuseAddr(true);
    setConnectionLostTimeout(0);
  }

  /** Confirms whatever is asked for. */
  static PlainServer obliging() {
    return new PlainServer(products -> "ack " + products);
  }

  URI listen() throws InterruptedException {
    start();
    listening.await();
    return URI.create("ws://127.0.0.1:" + getPort());
  }

  /** How many connections have subscribed, ever. */
  int subscribed() {
    return clients.size();
  }

  boolean isOpen(int connection) {
    return clients.get(connection).isOpen();
  }

  /** What the connection with this number, in the order of their subscribes, asked for. */
  String asked(int connection) {
    return clients.get(connection).getAttachment();
  }

  void send(int connection, String... frames) {
    synchronized (clients) {
      for (String frame : frames) {
        clients.get(connection).send(frame);
      }
    }
  }

  /** Ends a connection without a word. */
  void cut(int connection) {
    ((org.java_websocket.WebSocketImpl) clients.get(connection))
        .closeConnection(CloseFrame.ABNORMAL_CLOSE, "cut");
  }

  /** Answers no pings from now on, as if nobody were there. */
  void beDeaf() {
    deaf = true;
  }

  int pings() {
    return pings.get();
  }

  @Override
  public void onMessage(WebSocket client, String text) {
    String products = text.substring("subscribe ".length());
    client.setAttachment(products);
    String said = answer.apply(products);
    synchronized (clients) { // who sees the client can send to it, behind the answer
      clients.add(client);
      if (!said.isEmpty()) {
        client.send(said);
      }
    }
  }

  @Override
  public void onWebsocketPing(WebSocket client, Framedata ping) {
    pings.incrementAndGet();
    if (!deaf) {
      super.onWebsocketPing(client, ping);
    }
  }

  @Override
  public void onStart() {
    listening.countDown();
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
