package tributary.feeds.simulator;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.BinaryFrame;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.ContinuousFrame;
import org.java_websocket.framing.DataFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.TextFrame;

/**
 * One client's connection, as the player writes to it. The library's own queue has no bound, so
 * after each few frames the session waits until that queue is empty. For one thread, but for pongs.
 */
final class Session {
  private static final int WINDOW_FRAMES = 256;
  private static final int WINDOW_BYTES = 256 << 10;
  private static final long PATIENCE_NANOS = 20_000;
  private static final int FRAGMENTS = 3;
  private static final long PONG_SECONDS = 30;
  private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final WebSocket connection;
  private final Conversation conversation;
  private final Numbering numbering;
  private final InFlight inFlight;
  private final Patience patience;
  private final Optional<Pulse> pulse;
  private final Semaphore pongs = new Semaphore(0);
  private final Set<String> silenced = new HashSet<>();
  private volatile boolean mute;
  private int windowFrames;
  private int windowBytes;

  Session(
      WebSocket connection,
      Conversation conversation,
      Numbering numbering,
      InFlight inFlight,
      Patience patience,
      Optional<Pulse> pulse) {
    this.connection = connection;
    this.conversation = conversation;
    this.numbering = numbering;
    this.inFlight = inFlight;
    this.patience = patience;
    this.pulse = pulse;
    connection.setAttachment(this);
  }

  WebSocket connection() {
    return connection;
  }

  boolean isWith(WebSocket other) {
    return connection == other;
  }

  /** Whether frames may be sent: the client is there and has subscribed. */
  boolean isLive() {
    return connection.isOpen() && conversation.begun();
  }

  List<byte[]> greet(long nowMicros) {
    return conversation.greet(nowMicros);
  }

  List<byte[]> hear(String text, long nowMicros) {
    silenced.clear();
    return conversation.hear(text, nowMicros);
  }

  /** How the venue ends the connection now, if it does. */
  Optional<Farewell> ending(long nowMicros) {
    return conversation.ending(nowMicros);
  }

  /** Pings the client if the venue does that and it is time. */
  void tend() {
    pulse.ifPresent(Pulse::tend);
  }

  boolean wants(Frame frame) {
    return conversation.wants(frame.facts(), frame.receivedMicros());
  }

  void silence(String product) {
    silenced.add(product);
  }

  boolean isSilent(Frame frame) {
    String product = frame.facts().product();
    return product != null && !frame.facts().isControl() && silenced.contains(product);
  }

  /** The frame as this connection gets it; a damaged one was numbered before it was damaged. */
  Frame numbered(Frame frame) {
    if (frame.facts().kind() == FrameFacts.Kind.MALFORMED) {
      numbering.skip();
      return frame;
    }
    return frame.written(numbering.number(frame.bytes()));
  }

  void skipNumber() {
    numbering.skip();
  }

  /**
   * Writes a frame; false if the client had gone and the frame is nowhere.
   *
   * @param lasting whether it belongs to the market, not to this connection alone
   */
  boolean write(Frame frame, boolean lasting) throws InterruptedException {
    if (!connection.isOpen()) {
      return false;
    }
    boolean kept = inFlight.add(frame, lasting);
    try {
      connection.sendFrame(dataFrames(frame));
    } catch (WebsocketNotConnectedException gone) {
      return kept;
    }
    windowFrames++;
    windowBytes += frame.bytes().length;
    if (windowFrames >= WINDOW_FRAMES || windowBytes >= WINDOW_BYTES) {
      drain();
    }
    return true;
  }

  /** Answers nothing from now on, pings neither. */
  void fallSilent() {
    mute = true;
  }

  /** Whether it does not answer; any thread. */
  boolean isMute() {
    return mute;
  }

  /** Waits until the operating system has everything that was written, and the client enough. */
  void drain() throws InterruptedException {
    patience.begin();
    while (connection.isOpen() && (connection.hasBufferedData() || inFlight.isFull())) {
      if (patience.isOver()) {
        Farewell farewell = patience.farewell();
        connection.closeConnection(farewell.code(), farewell.reason());
        return;
      }
      LockSupport.parkNanos(PATIENCE_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    windowFrames = 0;
    windowBytes = 0;
  }

  /** Ends the connection with a closing handshake, after what was written. */
  void close(Farewell farewell) throws InterruptedException {
    drain();
    connection.close(farewell.code(), farewell.reason());
  }

  /**
   * Cuts the connection without a closing handshake, once the client has everything written: it
   * answers a ping only after what came before. A client that does not answer is cut all the same.
   * The JDK's client can miss an end that comes while it is still busy with the ping, hence the
   * breath before it.
   */
  void cut() throws InterruptedException {
    drain();
    try {
      connection.sendPing();
      if (pongs.tryAcquire(PONG_SECONDS, TimeUnit.SECONDS)) {
        LockSupport.parkNanos(BREATH_NANOS);
      }
    } catch (WebsocketNotConnectedException gone) {
      return;
    }
    connection.closeConnection(CloseFrame.ABNORMAL_CLOSE, "cut by the script");
  }

  /** The client has answered a ping; any thread. */
  void ponged(ByteBuffer payload) {
    if (pulse.isEmpty() || !pulse.get().hears(payload)) {
      pongs.release();
    }
  }

  private static Collection<Framedata> dataFrames(Frame frame) {
    byte[] bytes = frame.bytes();
    return switch (frame.form()) {
      case TEXT -> List.of(part(new TextFrame(), bytes, 0, bytes.length, true));
      case BINARY -> List.of(part(new BinaryFrame(), bytes, 0, bytes.length, true));
      case FRAGMENTS -> fragments(bytes);
    };
  }

  private static Collection<Framedata> fragments(byte[] bytes) {
    List<Framedata> fragments = new ArrayList<>();
    for (int i = 0; i < FRAGMENTS; i++) {
      int from = (int) ((long) bytes.length * i / FRAGMENTS);
      int to = (int) ((long) bytes.length * (i + 1) / FRAGMENTS);
      DataFrame part = i == 0 ? new TextFrame() : new ContinuousFrame();
      fragments.add(part(part, bytes, from, to, i == FRAGMENTS - 1));
    }
    return fragments;
  }

  private static Framedata part(DataFrame part, byte[] bytes, int from, int to, boolean last) {
    part.setPayload(ByteBuffer.wrap(bytes, from, to - from).slice());
    part.setFin(last);
    return part;
  }
}
