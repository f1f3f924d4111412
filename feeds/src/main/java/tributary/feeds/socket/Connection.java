package tributary.feeds.socket;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.feeds.publish.Outlet;
import tributary.feeds.venue.FrameKind;
import tributary.feeds.venue.SocketVenue;

/**
 * One connection from its opening to its end. Frames are taken on the client's threads, one at a
 * time, and the next is asked for only when the last one found room: that is all the back-pressure
 * there is. The feed's own thread opens, checks and retires it.
 *
 * <p>A text message that is not UTF-8 fails the connection, as RFC 6455 demands, and the JDK's
 * client does not hand out its bytes: it is counted as refused, {@code not_utf8}, and cannot be
 * kept. In a binary message any bytes are kept.
 *
 * <p>Where a socket ends without a closing handshake, the JDK's client may drop the last message
 * before the end: one more that is lost in flight.
 */
final class Connection implements WebSocket.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** RFC 6455 has 1009 for it, which the JDK does not let a client send: 4000-4999 are free. */
  private static final int TOO_LARGE = 4009;

  private static final long LONG_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final FeedTarget target;
  private final FeedSettings settings;
  private final Outlet outlet;
  private final ReceiveClock clock;
  private final LongSupplier nanos;
  private final FeedCounters counters;
  private final MessageAssembler assembler;
  private final HeartbeatWatch watch;
  private final boolean watched;
  private final long begunNanos;
  private final CompletableFuture<String> ending = new CompletableFuture<>();
  private final ReentrantLock taking = new ReentrantLock();
  private volatile boolean retired;
  private volatile boolean answered;
  private volatile boolean fruitful;
  private @Nullable WebSocket socket;

  Connection(
      FeedTarget target,
      FeedSettings settings,
      Outlet outlet,
      ReceiveClock clock,
      LongSupplier nanos,
      FeedCounters counters) {
    this.target = target;
    this.settings = settings;
    this.outlet = outlet;
    this.clock = clock;
    this.nanos = nanos;
    this.counters = counters;
    this.assembler = new MessageAssembler(settings.maxMessageBytes());
    this.begunNanos = nanos.getAsLong();
    this.watch = new HeartbeatWatch(settings.heartbeatTimeout(), begunNanos);
    this.watched = target.venue().heartbeats(target.request()) == SocketVenue.Heartbeats.PRODUCT;
  }

  /** Begins to connect and to subscribe; returns at once. */
  void open(HttpClient client) {
    try {
      client
          .newWebSocketBuilder()
          .connectTimeout(settings.subscribeDeadline())
          .buildAsync(target.address(), this)
          .whenComplete((socket, failure) -> connected(failure));
    } catch (RuntimeException invalid) {
      connected(invalid);
    }
  }

  private void connected(@Nullable Throwable failure) {
    if (failure != null) {
      end("cannot connect to " + target.address() + ": " + describe(failure));
    }
  }

  /** Done when the connection is of no more use, with the reason. */
  CompletableFuture<String> ending() {
    return ending;
  }

  /** Whether it brought data and did not end over a message that would only come again. */
  boolean fruitful() {
    return fruitful;
  }

  /** Ends the connection if something that must have come by now has not. */
  void check() {
    long now = nanos.getAsLong();
    if (!answered) {
      if (now - begunNanos >= settings.subscribeDeadline().toNanos()) {
        end("no ack within " + settings.subscribeDeadline().toMillis() + " ms");
      }
    } else if (watched && !taking.isLocked()) {
      watch.silence(now).ifPresent(this::end);
    }
  }

  /** Ends the connection; only the first reason counts. */
  void end(String reason) {
    ending.complete(reason);
  }

  /** Takes no more frames, after the one that is being taken, and lets go of the socket. */
  void retire() {
    retired = true;
    taking.lock();
    try {
      if (socket != null) {
        letGo(socket);
      }
    } finally {
      taking.unlock();
    }
  }

  private static void letGo(WebSocket open) {
    if (open.isOutputClosed()) {
      open.abort();
      return;
    }
    open.sendClose(WebSocket.NORMAL_CLOSURE, "")
        .orTimeout(1, TimeUnit.SECONDS)
        .whenComplete((done, failure) -> open.abort());
  }

  @Override
  public void onOpen(WebSocket opened) {
    taking.lock();
    try {
      socket = opened;
      if (retired) {
        opened.abort();
        return;
      }
    } finally {
      taking.unlock();
    }
    subscribe(opened, target.venue().subscribeFrames(target.request(), target.access()))
        .whenComplete((done, failure) -> subscribed(failure));
    opened.request(1);
  }

  private static CompletableFuture<WebSocket> subscribe(WebSocket opened, List<String> frames) {
    CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(opened);
    for (String frame : frames) {
      sent = sent.thenCompose(open -> open.sendText(frame, true));
    }
    return sent;
  }

  private void subscribed(@Nullable Throwable failure) {
    if (failure != null) {
      end("cannot subscribe: " + describe(failure));
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    return take(from, () -> assembler.text(part, last));
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    return take(from, () -> assembler.binary(part, last));
  }

  private @Nullable CompletionStage<?> take(
      WebSocket from, Supplier<MessageAssembler.Result> assembly) {
    taking.lock();
    try {
      if (retired) {
        return null;
      }
      MessageAssembler.Result result = assembly.get();
      if (result instanceof MessageAssembler.Result.Whole whole) {
        receive(whole.bytes());
      } else if (result instanceof MessageAssembler.Result.TooLarge) {
        refuseTooLarge(from);
        return null;
      } else {
        watch.frame(nanos.getAsLong());
      }
    } finally {
      taking.unlock();
    }
    from.request(1);
    return null;
  }

  private void receive(byte[] frame) {
    long receivedMicros = clock.stampMicros();
    long receivedNanos = nanos.getAsLong();
    FrameKind kind = target.venue().classify(frame).kind();
    hear(kind, receivedNanos);
    outlet.publish(kind.product(), frame, receivedMicros);
    counters.frame(kind, frame.length, receivedMicros);
    note(kind);
    long now = nanos.getAsLong();
    if (now - receivedNanos >= LONG_WAIT_NANOS) {
      watch.excuse(now);
    }
  }

  /** Before the frame waits for room, which may last longer than the venue has to answer. */
  private void hear(FrameKind kind, long now) {
    if (kind instanceof FrameKind.Ack ack) {
      watch.expect(ack.heartbeats(), now);
      LOG.debug("{} confirms {}", target.venue().name(), ack.channels());
    }
    if (!answered && !(kind instanceof FrameKind.Refusal)) {
      watch.excuse(now);
      answered = true;
      counters.live();
    }
  }

  private void note(FrameKind kind) {
    long now = nanos.getAsLong();
    if (kind instanceof FrameKind.Heartbeat heartbeat) {
      watch.heartbeat(heartbeat.product(), now);
      return;
    }
    watch.frame(now);
    if (kind instanceof FrameKind.Data) {
      fruitful = true;
    } else if (kind instanceof FrameKind.Refusal refusal) {
      LOG.warn("{} refuses: {}", target.venue().name(), refusal.text());
    }
  }

  private void refuse(String reason) {
    clock.stampMicros(); // a refused message has its time too, or the next would get it
    counters.refused(reason);
    retired = true;
    fruitful = false;
  }

  private void refuseTooLarge(WebSocket from) {
    String reason = "message larger than " + settings.maxMessageBytes() + " bytes";
    refuse("too_large");
    from.sendClose(TOO_LARGE, reason)
        .orTimeout(1, TimeUnit.SECONDS)
        .whenComplete((done, failure) -> end(reason));
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end("closed by the venue: " + code + (reason.isEmpty() ? "" : " " + reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    if (isNotUtf8(failure)) {
      refuseNotUtf8();
      end("text that is not UTF-8");
    } else {
      end("connection lost: " + describe(failure));
    }
  }

  private void refuseNotUtf8() {
    taking.lock();
    try {
      if (!retired) {
        refuse("not_utf8");
      }
    } finally {
      taking.unlock();
    }
  }

  private static boolean isNotUtf8(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof CharacterCodingException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  private static String describe(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return cause instanceof IOException && message != null ? message : name + ": " + message;
  }
}
