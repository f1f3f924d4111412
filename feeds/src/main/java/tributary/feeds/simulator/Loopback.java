package tributary.feeds.simulator;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's end of the sockets, on a free port of this machine; passes messages to the player.
 */
final class Loopback extends WebSocketServer {
  private static final Logger LOG = LoggerFactory.getLogger(Loopback.class);
  private static final int LONGEST_REQUEST_BYTES = 64 << 10;

  private final Player player;
  private final Door door;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  Loopback(Player player, Door door) {
    super(
        new InetSocketAddress("127.0.0.1", 0),
        1,
        List.of(new ThrottlingDraft(door, LONGEST_REQUEST_BYTES)));
    this.player = player;
    this.door = door;
    setReuseAddr(true);
    setTcpNoDelay(true);
    setDaemon(true);
    setConnectionLostTimeout(0); // half-open sockets are the point
  }

  /** Done when the server listens, with its port. */
  CompletableFuture<Integer> port() {
    return port;
  }

  @Override
  public void onStart() {
    port.complete(getPort());
  }

  @Override
  public void onOpen(WebSocket client, ClientHandshake handshake) {
    LOG.debug("Client {} connected", client.getRemoteSocketAddress());
    if (handshake.hasFieldValue(ThrottlingDraft.REFUSED)) {
      ((WebSocketImpl) client).flushAndClose(CloseFrame.NEVER_CONNECTED, "throttled", false);
    } else {
      door.entered(client);
    }
  }

  @Override
  public void onMessage(WebSocket client, String text) {
    door.spoke(client);
    if (!player.hear(client, text)) {
      client.close(CloseFrame.POLICY_VALIDATION, "too many messages");
    }
  }

  @Override
  public void onMessage(WebSocket client, ByteBuffer bytes) {
    client.close(CloseFrame.REFUSE, "text only");
  }

  @Override
  public void onWebsocketPing(WebSocket client, Framedata ping) {
    if (!(client.getAttachment() instanceof Session session) || !session.isMute()) {
      super.onWebsocketPing(client, ping);
    }
  }

  @Override
  public void onWebsocketPong(WebSocket client, Framedata pong) {
    if (client.getAttachment() instanceof Session session) {
      session.ponged(pong.getPayloadData());
    }
  }

  @Override
  public void onClose(WebSocket client, int code, String reason, boolean remote) {
    door.spoke(client);
    LOG.debug("Client {} gone: {} {}", client.getRemoteSocketAddress(), code, reason);
  }

  @Override
  public void onError(WebSocket client, Exception failure) {
    if (client == null) {
      port.completeExceptionally(failure);
    }
    LOG.debug("Connection failed", failure);
  }
}
