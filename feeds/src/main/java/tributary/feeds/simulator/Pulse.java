package tributary.feeds.simulator;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.PingFrame;

/**
 * The ping frames of one connection, at the venue's pace. A client that answers none for too long
 * is sent away.
 */
final class Pulse {
  private static final byte[] PAYLOAD = {'p'};

  private final WebSocket connection;
  private final LongSupplier nanos;
  private final long everyNanos;
  private final long patienceNanos;
  private long nextPingNanos;
  private volatile long answeredNanos;

  private Pulse(WebSocket connection, Keepalive keepalive, Pace pace, LongSupplier nanos) {
    this.connection = connection;
    this.nanos = nanos;
    this.everyNanos = pace.nanosOf(keepalive.every());
    this.patienceNanos = everyNanos + pace.nanosOf(keepalive.patience());
    this.answeredNanos = nanos.getAsLong();
    this.nextPingNanos = answeredNanos + everyNanos;
  }

  static Optional<Pulse> of(
      WebSocket connection, Optional<Keepalive> keepalive, Pace pace, LongSupplier nanos) {
    return keepalive.map(known -> new Pulse(connection, known, pace, nanos));
  }

  /** Pings if it is time; for the player's thread. */
  void tend() {
    long now = nanos.getAsLong();
    if (now - nextPingNanos < 0 || !connection.isOpen()) {
      return;
    }
    nextPingNanos = now + everyNanos;
    if (now - answeredNanos >= patienceNanos) {
      connection.close(Farewell.POLICY, "no pong within a minute");
      return;
    }
    PingFrame ping = new PingFrame();
    ping.setPayload(ByteBuffer.wrap(PAYLOAD));
    try {
      connection.sendFrame(ping);
    } catch (WebsocketNotConnectedException gone) {
      // Whoever writes next finds that out too.
    }
  }

  /** Whether a pong answers one of these pings; any thread. */
  boolean hears(ByteBuffer payload) {
    boolean own = payload.remaining() == PAYLOAD.length && payload.get(payload.position()) == 'p';
    if (own) {
      answeredNanos = nanos.getAsLong();
    }
    return own;
  }
}
