package tributary.feeds.simulator;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.socket.ReceiveClock;

/**
 * A Coinbase WebSocket server on loopback: it plays a recording, or a generated market, to the
 * client that subscribed last, misbehaves as scripted, and knows what it wrote.
 *
 * <pre>
 * source ──frame──> script ──move──> player ──write──> socket ──> the feed
 *                                       └──> truth, recorded clock
 * </pre>
 *
 * A generated market is presented as the venue does it: errors for what is unknown, an ack with the
 * whole state, the last ticker of each product on each subscribe, frames of what was subscribed
 * only. A recording is sent as it is, from the first subscribe on, its own acks where they stand;
 * it has no heartbeats, so a feed had better not ask for them.
 *
 * <p>Nothing is taken from the source before a client says something, and nothing sent before it
 * has subscribed. A cut by the script loses nothing, and neither does a client that goes away by
 * itself if it stamps its frames by {@link #clock}: what it has not stamped is written again after
 * its next subscribe. Of another client it is not known what reached it, and nothing is repeated.
 *
 * <p>Any thread may call; {@code simulator-player} does the writing.
 */
public final class CoinbaseSimulator implements AutoCloseable {
  private final FrameSource source;
  private final TruthCounter truth = new TruthCounter();
  private final Player player;
  private final Loopback server;
  private final Thread thread;

  /**
   * A simulator that does not yet listen; it closes the source with itself.
   *
   * @param seed decides where the script strikes
   * @param nanos a monotonic clock in nanoseconds, for the pace
   */
  public CoinbaseSimulator(
      FrameSource source, Pace pace, Script script, long seed, LongSupplier nanos) {
    this.source = source;
    Misbehaviour moves = new Misbehaviour(source, script, seed, truth);
    this.player = new Player(moves, source.products(), pace, nanos, truth);
    this.server = new Loopback(player);
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
