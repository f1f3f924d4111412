package tributary.feeds.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.java_websocket.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes: it carries out the moves at their pace, to the client that subscribed
 * last, and answers what clients say. Without a client it waits. To the next client it first writes
 * again what the one before had not received when it left, and goes on with the next unsent frame.
 */
final class Player implements Runnable {
  private static final int MOST_UNHEARD = 256;
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A message of a client. */
  private record Heard(WebSocket from, String text) {}

  private final Misbehaviour moves;
  private final Optional<List<String>> market;
  private final Pace pace;
  private final LongSupplier nanos;
  private final TruthCounter truth;
  private final RecordedClock clock = new RecordedClock();
  private final InFlight inFlight;
  private final Deque<Frame> again = new ArrayDeque<>();
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private final BlockingQueue<Heard> inbox = new ArrayBlockingQueue<>(MOST_UNHEARD);
  private final CountDownLatch approached = new CountDownLatch(1);
  private final Map<String, Frame> lastTickers = new HashMap<>();
  private @Nullable Session session;
  private @Nullable WebSocket abandoned;
  private boolean begun;
  private long dueNanos;
  private long dueMicros;

  Player(
      Misbehaviour moves,
      Optional<List<String>> market,
      Pace pace,
      LongSupplier nanos,
      TruthCounter truth) {
    this.moves = moves;
    this.market = market;
    this.pace = pace;
    this.nanos = nanos;
    this.truth = truth;
    this.inFlight = new InFlight(clock, truth);
  }

  RecordedClock clock() {
    return clock;
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
      approached.await();
      for (Optional<Move> move = moves.next(); move.isPresent(); move = moves.next()) {
        carryOut(move.get());
      }
      if (session != null) {
        session.drain();
      }
      finished.complete(null);
      while (true) {
        answer(inbox.take());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      finished.completeExceptionally(failure);
    }
  }

  private void carryOut(Move move) throws InterruptedException {
    if (move instanceof Move.Send send) {
      send(send.frame());
    } else if (move instanceof Move.FallSilent) {
      if (session != null) {
        session.drain();
      }
      leave();
    } else if (session != null) {
      session.cut();
      leave();
    }
  }

  private void leave() {
    abandoned = session == null ? abandoned : session.connection();
    session = null;
  }

  private void send(Frame frame) throws InterruptedException {
    schedule(frame);
    while (true) {
      Session live = listenUntilDue();
      if (!live.conversation().wants(frame.facts())) {
        return;
      }
      if (live.write(frame, true)) {
        truth.wrote(frame);
        remember(frame);
        return;
      }
    }
  }

  /** The market begins when its first client has subscribed. */
  private void schedule(Frame frame) throws InterruptedException {
    long gapMicros = frame.receivedMicros() - dueMicros;
    dueMicros = frame.receivedMicros();
    if (begun) {
      dueNanos += pace.nanosFor(gapMicros);
      return;
    }
    begun = true;
    dueNanos = nanos.getAsLong();
    listenUntilDue();
    dueNanos = nanos.getAsLong();
  }

  /** Answers clients until it is time for the next frame and there is one to send it to. */
  private Session listenUntilDue() throws InterruptedException {
    while (true) {
      Session live = session != null && session.isLive() ? session : null;
      long left = live == null ? LONGEST_WAIT_NANOS : dueNanos - nanos.getAsLong();
      if (live != null && left <= 0 && inbox.isEmpty()) {
        return live;
      }
      Heard heard = inbox.poll(Math.min(left, LONGEST_WAIT_NANOS), TimeUnit.NANOSECONDS);
      if (heard != null) {
        answer(heard);
      }
    }
  }

  private void answer(Heard heard) throws InterruptedException {
    if (heard.from() == abandoned || !heard.from().isOpen()) {
      return;
    }
    if (session == null || !session.isWith(heard.from())) {
      leave();
      collectUnreceived();
      truth.connected();
      session = new Session(heard.from(), new Conversation(market), inFlight);
    }
    Conversation.Reply reply = session.conversation().hear(heard.text());
    for (String text : reply.frames()) {
      reply(session, Frame.text(text.getBytes(UTF_8), dueMicros));
    }
    for (String product : reply.lastTickersOf()) {
      Frame last = lastTickers.get(product);
      if (last != null) {
        reply(session, last.receivedAt(dueMicros));
      }
    }
    writeAgain(session);
  }

  private void reply(Session to, Frame frame) throws InterruptedException {
    if (to.write(frame, false)) {
      truth.wrote(frame);
    }
  }

  private void collectUnreceived() {
    List<Frame> older = inFlight.takeBack();
    for (int i = older.size() - 1; i >= 0; i--) {
      again.addFirst(older.get(i));
    }
  }

  /** They are counted already, and were due before. */
  private void writeAgain(Session to) throws InterruptedException {
    while (to.isLive() && !again.isEmpty() && to.write(again.getFirst(), true)) {
      again.removeFirst();
    }
  }

  /** The venue repeats a product's last ticker to whoever subscribes. */
  private void remember(Frame frame) {
    String product = frame.facts().product();
    if (market.isPresent() && product != null && frame.facts().kind() == FrameFacts.Kind.TICKER) {
      lastTickers.put(product, frame);
    }
  }
}
