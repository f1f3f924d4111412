package tributary.feeds.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.java_websocket.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * The one client that is played to: the one that spoke last. What is written to it is counted; what
 * it had not received when it left is written again to the next. For one thread.
 */
final class Stage {
  private final Dialect dialect;
  private final Optional<List<String>> market;
  private final Script script;
  private final Pace pace;
  private final LongSupplier nanos;
  private final TruthCounter truth;
  private final RecordedClock clock = new RecordedClock();
  private final InFlight inFlight;
  private final Deque<Frame> again = new ArrayDeque<>();
  private final LastFrames last = new LastFrames();
  private @Nullable Session session;
  private @Nullable WebSocket abandoned;
  private boolean ignoresNext;

  /**
   * @param market the products there are; empty for a replay
   */
  Stage(
      Dialect dialect,
      Optional<List<String>> market,
      Script script,
      Pace pace,
      LongSupplier nanos,
      TruthCounter truth) {
    this.dialect = dialect;
    this.market = market;
    this.script = script;
    this.pace = pace;
    this.nanos = nanos;
    this.truth = truth;
    this.inFlight = new InFlight(clock, truth);
  }

  RecordedClock clock() {
    return clock;
  }

  /** Whether somebody is there who has subscribed. */
  boolean isLive() {
    return session != null && session.isLive();
  }

  /** Takes a client's message, which makes it the one that is played to. */
  void hear(WebSocket from, String text, long nowMicros) throws InterruptedException {
    if (from == abandoned || !from.isOpen()) {
      return;
    }
    Session now = session;
    if (now == null || !now.isWith(from)) {
      now = enter(from);
      reply(now, now.greet(nowMicros), nowMicros);
    }
    reply(now, now.hear(text, nowMicros), nowMicros);
    if (!hasEnded(now, nowMicros)) {
      writeAgain(now);
    }
  }

  /** Ends the connection if the venue does so by itself. */
  private boolean hasEnded(Session live, long nowMicros) throws InterruptedException {
    Optional<Farewell> ending = live.ending(nowMicros);
    if (ending.isPresent()) {
      say(ending.get(), live, nowMicros);
      leave();
    }
    return ending.isPresent();
  }

  /** Pings the client if it is time. */
  void tend() {
    if (session != null) {
      session.tend();
    }
  }

  private Session enter(WebSocket client) {
    leave();
    takeBack();
    truth.connected();
    Patience patience = new Patience(script.patienceMicros(), nanos, dialect.slowFarewell());
    Optional<Pulse> pulse = Pulse.of(client, dialect.keepalive(), pace, nanos);
    Session entered = new Session(client, conversation(), numbering(), inFlight, patience, pulse);
    session = entered;
    return entered;
  }

  private Conversation conversation() {
    if (ignoresNext) {
      ignoresNext = false;
      return new Deaf();
    }
    return market.isPresent()
        ? dialect.converse(new Offer(market.get(), script.refused(), last))
        : new Playback();
  }

  private Numbering numbering() {
    boolean isUntouched = market.isEmpty() && script.rules().isEmpty();
    return isUntouched ? Numbering.NONE : dialect.numbering();
  }

  private void reply(Session to, List<byte[]> frames, long nowMicros) throws InterruptedException {
    for (byte[] bytes : frames) {
      Frame frame = to.numbered(Frame.text(bytes, nowMicros, dialect));
      if (to.write(frame, false)) {
        truth.wrote(frame);
      }
    }
  }

  private void takeBack() {
    List<Frame> older = inFlight.takeBack();
    for (int i = older.size() - 1; i >= 0; i--) {
      again.addFirst(older.get(i));
    }
  }

  /** They are counted already, and were due before. */
  private void writeAgain(Session to) throws InterruptedException {
    while (to.isLive() && !again.isEmpty()) {
      Frame before = again.getFirst();
      Frame after = to.numbered(before);
      if (!to.write(after, true)) {
        return;
      }
      truth.rewrote(before, after);
      again.removeFirst();
    }
  }

  /** Sends a frame if the client wants it; false if it has gone and the frame is nowhere. */
  boolean send(Frame frame) throws InterruptedException {
    Session live = session;
    if (live == null || hasEnded(live, frame.receivedMicros())) {
      return false;
    }
    if (!live.wants(frame)) {
      return true;
    }
    if (live.isSilent(frame)) {
      truth.dropped();
      return true;
    }
    Frame numbered = live.numbered(frame);
    if (!live.write(numbered, true)) {
      return false;
    }
    truth.wrote(numbered);
    if (market.isPresent()) {
      last.remember(frame);
    }
    return true;
  }

  /** Does as if the frame had been sent. */
  void lose(Frame frame) {
    if (session != null && session.wants(frame)) {
      session.skipNumber();
    }
  }

  /** Waits until the client has what was written. */
  void drain() throws InterruptedException {
    if (session != null) {
      session.drain();
    }
  }

  /** Carries out what is done to a connection and not to a frame. */
  void carryOut(Move move, long nowMicros) throws InterruptedException {
    Session live = session;
    if (live == null) {
      return;
    }
    if (move instanceof Move.Silence silence) {
      live.silence(silence.product());
    } else if (move instanceof Move.SkipNumber) {
      live.skipNumber();
    } else {
      end(live, move, nowMicros);
      leave();
    }
  }

  private void end(Session live, Move move, long nowMicros) throws InterruptedException {
    if (move instanceof Move.FallSilent) {
      live.drain();
      live.fallSilent();
    } else if (move instanceof Move.ShutDown) {
      say(dialect.farewell(), live, nowMicros);
    } else {
      ignoresNext = move instanceof Move.CutAndIgnore;
      live.cut();
    }
  }

  private void say(Farewell farewell, Session live, long nowMicros) throws InterruptedException {
    if (farewell.frame() != null) {
      reply(live, List.of(farewell.frame().getBytes(UTF_8)), nowMicros);
    }
    live.close(farewell);
  }

  private void leave() {
    abandoned = session == null ? abandoned : session.connection();
    session = null;
  }
}
