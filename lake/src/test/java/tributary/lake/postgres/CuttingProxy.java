package tributary.lake.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** Stands between a client and the server, and does harm at the next COMMIT once it is told to. */
final class CuttingProxy implements AutoCloseable {
  /** What ends the text of a statement in the protocol, so that ON COMMIT is none. */
  private static final String COMMIT = "COMMIT\0";

  private final ServerSocket listening;
  private final int target;
  private volatile Harm next = Harm.NONE;
  private volatile CountDownLatch done = new CountDownLatch(1);

  enum Harm {
    NONE,
    /** The server never hears of it, the client never of the server. */
    HOLD_COMMIT,
    /** The server commits, and the client does not hear of it. */
    HOLD_REPLY,
    /** The connection is cut before the server hears of it. */
    CUT_COMMIT,
    /** The connection is cut after the server has committed. */
    CUT_REPLY,
    /** The same, and nobody can connect any more. */
    CUT_ALL_REPLIES
  }

  CuttingProxy(int target) throws IOException {
    this(target, 0);
  }

  CuttingProxy(int target, int port) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    thread(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  void atNextCommit(Harm harm) {
    done = new CountDownLatch(1);
    next = harm;
  }

  /** Waits until the harm is done. */
  CountDownLatch done() {
    return done;
  }

  private void accept() throws IOException {
    while (!listening.isClosed()) {
      Socket client = listening.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      Route route = new Route(client, server);
      thread(route::up);
      thread(route::down);
    }
  }

  /** One connection through the proxy. */
  private final class Route {
    private final Socket client;
    private final Socket server;
    private volatile Harm harm = Harm.NONE;

    Route(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void up() throws IOException {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      byte[] bytes = new byte[1 << 16];
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        if (next != Harm.NONE && new String(bytes, 0, length, ISO_8859_1).contains(COMMIT)) {
          harm = next;
          next = Harm.NONE;
        }
        if (harm == Harm.CUT_COMMIT) {
          cut();
          done.countDown();
          return;
        }
        if (harm == Harm.HOLD_COMMIT) {
          done.countDown();
          in.transferTo(OutputStream.nullOutputStream());
          break;
        }
        out.write(bytes, 0, length);
      }
      server.close();
    }

    void down() throws IOException {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] bytes = new byte[1 << 16];
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        if (harm != Harm.NONE) {
          if (harm == Harm.CUT_ALL_REPLIES) {
            listening.close();
          }
          if (harm != Harm.HOLD_REPLY) {
            cut();
          }
          done.countDown();
          return;
        }
        out.write(bytes, 0, length);
      }
      client.close();
    }

    private void cut() throws IOException {
      client.close();
      server.close();
    }
  }

  @FunctionalInterface
  private interface Task {
    void run() throws IOException;
  }

  private static void thread(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException closed) {
                // A side has gone; the other one finds out by itself.
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
