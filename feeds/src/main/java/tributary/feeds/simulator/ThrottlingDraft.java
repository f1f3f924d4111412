package tributary.feeds.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeBuilder;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.protocols.Protocol;

/**
 * RFC 6455, but a client that the door does not admit is answered with HTTP 429 in place of the
 * upgrade. The library has no way to say that, so the answer is put where its own would go.
 */
final class ThrottlingDraft extends Draft_6455 {
  /** Marks the handshake of a client that was not admitted. */
  static final String REFUSED = "X-Throttled";

  private static final String TOO_MANY =
      "HTTP/1.1 429 Too Many Requests\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n";

  private final Door door;
  private final int longestBytes;

  ThrottlingDraft(Door door, int longestBytes) {
    super(List.of(), List.of(new Protocol("")), longestBytes);
    this.door = door;
    this.longestBytes = longestBytes;
  }

  @Override
  public HandshakeBuilder postProcessHandshakeResponseAsServer(
      ClientHandshake request, ServerHandshakeBuilder response) throws InvalidHandshakeException {
    HandshakeBuilder built = super.postProcessHandshakeResponseAsServer(request, response);
    if (!door.admits()) {
      built.put(REFUSED, "yes");
      ((HandshakeBuilder) request).put(REFUSED, "yes");
    }
    return built;
  }

  @Override
  public List<ByteBuffer> createHandshake(Handshakedata handshake) {
    return handshake.hasFieldValue(REFUSED)
        ? List.of(ByteBuffer.wrap(tooMany().getBytes(US_ASCII)))
        : super.createHandshake(handshake);
  }

  private String tooMany() {
    long pause = door.pauseSeconds();
    return TOO_MANY.formatted(pause == 0 ? "" : "Retry-After: " + pause + "\r\n");
  }

  @Override
  public Draft copyInstance() {
    return new ThrottlingDraft(door, longestBytes);
  }
}
