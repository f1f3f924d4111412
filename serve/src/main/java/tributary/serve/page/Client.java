package tributary.serve.page;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import tributary.serve.board.LiveBoard;

/**
 * One browser. It is written to only when its connection takes bytes without blocking; what it
 * could not take meanwhile is not queued: once it can, it gets what changed since its last event.
 *
 * <p>Offered to by the push thread, told that it is writable by the server's threads.
 */
final class Client implements WriteListener {
  private final Push push;
  private final AsyncContext exchange;
  private final ServletOutputStream out;
  private long version = LiveBoard.BEGINNING;

  Client(Push push, AsyncContext exchange, ServletOutputStream out) {
    this.push = push;
    this.exchange = exchange;
    this.out = out;
  }

  /** Begins: the server calls {@link #onWritePossible} when the first event can be written. */
  void begin() {
    out.setWriteListener(this);
  }

  /** Sends the event if the connection takes it; otherwise a later one will say the same. */
  synchronized void offer(Event event) {
    if (version == LiveBoard.BEGINNING) {
      return;
    }
    try {
      if (out.isReady()) {
        send(event.since() == version ? event : push.since(version));
      }
    } catch (IOException | RuntimeException e) {
      // Whatever is wrong with this connection, the push goes on for the others.
      end();
    }
  }

  @Override
  public synchronized void onWritePossible() throws IOException {
    if (out.isReady()) {
      Event event = push.since(version);
      if (event.version() > version) {
        send(event);
      }
    }
  }

  @Override
  public void onError(Throwable cause) {
    end();
  }

  private void send(Event event) throws IOException {
    version = event.version();
    out.write(event.bytes());
    if (out.isReady()) {
      out.flush();
    }
  }

  /** Ends the connection; a second time does nothing. */
  void end() {
    if (push.remove(this)) {
      try {
        exchange.complete();
      } catch (IllegalStateException alreadyOver) {
        // The server ended it first, which is what was wanted.
        return;
      }
    }
  }
}
