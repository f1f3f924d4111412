package tributary.feeds.socket;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection from its opening to its end. Frames are taken on the client's threads, one at a
 * time, and the next is asked for only when the last one found room: that is all the back-pressure
 * there is. The link's own thread opens, checks and retires it.
 *
 * <p>A text message that is not UTF-8 fails the connection, as RFC 6455 demands, and the JDK's
 * client does not hand out its bytes: it is counted as refused, {@code not_utf8}, and cannot be
 * kept. In a binary message any bytes are kept.
 *
 * <p>Where a socket ends without a closing handshake, the JDK's client may drop the last message
 * before the end: one more that is lost in flight.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what each came to is taken up where it is known
final class Connection implements WebSocket.Listener {
  /** RFC 6455 has 1009 for it, which the JDK does not let a client send: 4000-4999 are free. */
  private static final int TOO_LARGE = 4009;

  private final FeedTarget target;
  private final FeedSettings settings;
  private final LongSupplier nanos;
  private final Hearing hearing;
  private final MessageAssembler assembler;
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final ReentrantLock taking = new ReentrantLock();
  private volatile boolean retired;
  private volatile @Nullable WebSocket socket;

  Connection(FeedTarget target, FeedSettings settings, LongSupplier nanos, Hearing hearing) {
    this.target = target;
    this.settings = settings;
    this.nanos = nanos;
    this.hearing = hearing;
    this.assembler = new MessageAssembler(settings.maxMessageBytes());
  }

  /** Begins to connect and to subscribe; returns at once. */
  void open(HttpClient client) {
    try {
      client
          .newWebSocketBuilder()
          .connectTimeout(settings.subscribeDeadline())
          .buildAsync(target.address(), this)
          .whenComplete((opened, failure) -> connected(failure));
    } catch (RuntimeException invalid) {
      connected(invalid);
    }
  }

  private void connected(@Nullable Throwable failure) {
    if (failure != null) {
      end(Failures.cannotConnect(target.address(), failure));
    }
  }

  /** What it hears. */
  Hearing hearing() {
    return hearing;
  }

  /** Why it is of no more use; null if it still is after that time. */
  @Nullable Ending ending(long waitMillis) {
    try {
      return ending.get(waitMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException notYet) {
      return null;
    } catch (InterruptedException | ExecutionException unexpected) {
      return Ending.lost("stopped: " + unexpected);
    }
  }

  /** Ends the connection if something that must have come by now has not. */
  void check() {
    long now = nanos.getAsLong();
    if (hearing.isLive() && taking.isLocked()) {
      return; // a frame waits for room
    }
    hearing.overdue(now).map(Ending::lost).ifPresent(this::end);
    WebSocket open = socket;
    if (open != null && hearing.wantsPing(now)) {
      open.sendPing(ByteBuffer.allocate(0))
          .whenComplete((done, failure) -> endIf(failure, "connection lost"));
    }
  }

  /** Ends the connection; only the first reason counts. */
  void end(Ending why) {
    ending.complete(why);
  }

  private void end(String reason) {
    end(Ending.lost(reason));
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
    try {
      subscribe(opened, target.venue().subscribeFrames(target.request(), target.access()))
          .whenComplete((done, failure) -> endIf(failure, "cannot subscribe"));
    } catch (RuntimeException refused) {
      endIf(refused, "cannot subscribe");
    }
    opened.request(1);
  }

  private static CompletableFuture<WebSocket> subscribe(WebSocket opened, List<String> frames) {
    CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(opened);
    for (String frame : frames) {
      sent = sent.thenCompose(open -> open.sendText(frame, true));
    }
    return sent;
  }

  private void endIf(@Nullable Throwable failure, String what) {
    if (failure != null) {
      end(what + ": " + Failures.describe(failure));
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    return take(from, assembler.text(part, last));
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    return take(from, assembler.binary(part, last));
  }

  private @Nullable CompletionStage<?> take(WebSocket from, MessageAssembler.Result result) {
    taking.lock();
    try {
      if (retired) {
        return null;
      }
      if (result instanceof MessageAssembler.Result.Whole whole) {
        hearing.receive(whole.bytes());
      } else if (result instanceof MessageAssembler.Result.TooLarge) {
        refuseTooLarge(from);
        return null;
      } else {
        hearing.alive();
      }
    } finally {
      taking.unlock();
    }
    from.request(1);
    return null;
  }

  private void refuseTooLarge(WebSocket from) {
    String reason = "message larger than " + settings.maxMessageBytes() + " bytes";
    refuse("too_large");
    from.sendClose(TOO_LARGE, reason)
        .orTimeout(1, TimeUnit.SECONDS)
        .whenComplete((done, failure) -> end(reason));
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    return heardControl(from); // the client answers by itself
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    return heardControl(from);
  }

  private @Nullable CompletionStage<?> heardControl(WebSocket from) {
    if (!retired) {
      hearing.alive();
      from.request(1);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end("closed by the venue: " + code + (reason.isEmpty() ? "" : " " + reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    if (Failures.isNotUtf8(failure)) {
      refuse("not_utf8");
      end("text that is not UTF-8");
    } else {
      end("connection lost: " + Failures.describe(failure));
    }
  }

  private void refuse(String what) {
    taking.lock();
    try {
      if (!retired) {
        retired = true;
        hearing.refused(what);
      }
    } finally {
      taking.unlock();
    }
  }
}
