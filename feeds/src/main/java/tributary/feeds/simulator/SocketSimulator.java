package tributary.feeds.simulator;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.socket.ReceiveClock;

/**
 * A venue's WebSocket server on loopback: it plays a recording, or a generated market, to the
 * client that subscribed last, misbehaves as scripted, and knows what it wrote.
 *
 * <pre>
 * source ──frame──> script ──move──> player ──write──> socket ──> the feed
 *                                       └──> truth, recorded clock
 * </pre>
 *
 * A generated market is presented as the venue does it, which is its {@link Dialect}. A recording
 * is sent as it is, from the client's first message on, its own acks where they stand; it has the
 * heartbeats that it has, so a feed had better not ask for any. Where the venue numbers the frames
 * of a connection, a recording keeps its own numbers as long as it is played without a script.
 *
 * <p>Nothing is taken from the source before a client says something, and nothing sent before it
 * has subscribed; a client that says nothing for 5 s is sent away. A cut by the script loses
 * nothing, and neither does a client that goes away by itself if it stamps its frames by {@link
 * #clock}: what it has not stamped is written again after its next subscribe. Of another client it
 * is not known what reached it, and nothing is repeated.
 *
 * <p>It serves one client at a time: a request that is spread over several connections wants as
 * many simulators.
 *
 * <p>Any thread may call; {@code simulator-player} does the writing.
 */
public final class SocketSimulator implements AutoCloseable {
  private final FrameSource source;
  private final TruthCounter truth = new TruthCounter();
  private final Player player;
  private final Loopback server;
  private final Thread thread;

  /**
   * A simulator that does not yet listen; it closes the source with itself.
   *
   * @param seed decides where the script strikes
   * @param nanos a monotonic clock in nanoseconds, for the pace and for patience
   */
  public SocketSimulator(
      Dialect dialect,
      FrameSource source,
      Pace pace,
      Script script,
      long seed,
      LongSupplier nanos) {
    this.source = source;
    Misbehaviour moves = new Misbehaviour(source, dialect, script, seed, truth);
    Stage stage = new Stage(dialect, source.products(), script, pace, nanos, truth);
    Door door = new Door(nanos);
    script.throttled().forEach(door::refuse);
    this.player = new Player(moves, stage, door, pace, nanos);
    this.server = new Loopback(player, door);
    this.thread = new Thread(player, "simulator-player");
    thread.setDaemon(true);
  }

  /**
   * Listens on a free port of 127.0.0.1.
   *
   * @return where to connect to
   * @throws IllegalStateException if it cannot listen
   */
  public URI start() {
    server.start();
    try {
      int port = server.port().join();
      thread.start();
      return URI.create("ws://127.0.0.1:" + port);
    } catch (CompletionException failure) {
      throw new IllegalStateException(
          "Cannot start the simulator on 127.0.0.1: " + failure.getCause(), failure);
    }
  }

  /**
   * The receive times of what is written, for the one feed that is connected: those of the
   * recording, or the generated ones. Who asks for this clock must stamp each frame by it, refused
   * ones too: that is how the simulator knows what was received.
   */
  public ReceiveClock clock() {
    player.clock().follow();
    return player.clock();
  }

  /** What was written so far. */
  public Truth truth() {
    return truth.truth();
  }

  /**
   * Done when the last frame of the source has been written; from then on only a new subscribe is
   * answered. Fails if the source does, and if the simulator is closed before.
   */
  public CompletableFuture<Void> finished() {
    return player.finished().copy();
  }

  /** Stops at once. Idempotent; may be called without a start. */
  @Override
  public void close() {
    thread.interrupt();
    player
        .finished()
        .completeExceptionally(new IllegalStateException("Cannot finish: the simulator is closed"));
    try {
      server.stop(1_000);
      thread.join(1_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    source.close();
  }
}
