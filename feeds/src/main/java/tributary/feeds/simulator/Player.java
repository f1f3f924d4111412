package tributary.feeds.simulator;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.java_websocket.WebSocket;

/**
 * The one thread that writes: it carries out the moves at their pace and answers what clients say.
 * Without a client it waits.
 */
final class Player implements Runnable {
  private static final int MOST_UNHEARD = 256;
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A message of a client. */
  private record Heard(WebSocket from, String text) {}

  private final Misbehaviour moves;
  private final Stage stage;
  private final Door door;
  private final Pace pace;
  private final LongSupplier nanos;
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private final BlockingQueue<Heard> inbox = new ArrayBlockingQueue<>(MOST_UNHEARD);
  private final CountDownLatch approached = new CountDownLatch(1);
  private boolean begun;
  private long dueNanos;
  private long dueMicros;

  Player(Misbehaviour moves, Stage stage, Door door, Pace pace, LongSupplier nanos) {
    this.moves = moves;
    this.stage = stage;
    this.door = door;
    this.pace = pace;
    this.nanos = nanos;
  }

  RecordedClock clock() {
    return stage.clock();
  }

  CompletableFuture<Void> finished() {
    return finished;
  }

  /** Takes a client's message, on any thread; false if the client says more than is heard. */
  boolean hear(WebSocket from, String text) {
    boolean heard = inbox.offer(new Heard(from, text));
    approached.countDown();
    return heard;
  }

  @Override
  public void run() {
    try {
      awaitFirst();
      for (Optional<Move> move = moves.next(); move.isPresent(); move = moves.next()) {
        carryOut(move.get());
      }
      stage.drain();
      finished.complete(null);
      while (true) {
        listen(LONGEST_WAIT_NANOS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      finished.completeExceptionally(failure);
    }
  }

  /** Leaves what the first client says where it is: the market's time begins with it. */
  private void awaitFirst() throws InterruptedException {
    while (inbox.isEmpty()) {
      approached.await(LONGEST_WAIT_NANOS, TimeUnit.NANOSECONDS);
      door.tidy();
    }
  }

  private void carryOut(Move move) throws InterruptedException {
    if (move instanceof Move.Send send) {
      send(send.frame());
    } else if (move instanceof Move.Lose lose) {
      awaitTurnOf(lose.frame());
      stage.lose(lose.frame());
    } else {
      if (move instanceof Move.CutAndThrottle throttle) {
        door.refuse(throttle.throttling());
      }
      stage.carryOut(move, dueMicros);
    }
  }

  private void send(Frame frame) throws InterruptedException {
    awaitTurnOf(frame);
    while (!stage.send(frame)) {
      listenUntilDue();
    }
  }

  /** The market begins when its first client has subscribed. */
  private void awaitTurnOf(Frame frame) throws InterruptedException {
    long gapMicros = frame.receivedMicros() - dueMicros;
    dueMicros = frame.receivedMicros();
    if (begun) {
      dueNanos += pace.nanosFor(gapMicros);
    } else {
      begun = true;
      dueNanos = nanos.getAsLong();
      listenUntilDue();
      dueNanos = nanos.getAsLong();
    }
    listenUntilDue();
  }

  /** Answers clients until it is time for the next frame and there is one to send it to. */
  private void listenUntilDue() throws InterruptedException {
    while (true) {
      boolean isLive = stage.isLive();
      stage.tend();
      long left = isLive ? dueNanos - nanos.getAsLong() : LONGEST_WAIT_NANOS;
      if (isLive && left <= 0 && inbox.isEmpty()) {
        return;
      }
      listen(Math.min(left, LONGEST_WAIT_NANOS));
    }
  }

  private void listen(long longestNanos) throws InterruptedException {
    Heard heard = inbox.poll(longestNanos, TimeUnit.NANOSECONDS);
    door.tidy();
    stage.tend();
    if (heard != null) {
      stage.hear(heard.from(), heard.text(), dueMicros);
    }
  }
}
