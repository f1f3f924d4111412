package tributary.lake.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server, and breaks what runs through it when it is told to. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int server;
  private final AtomicInteger repliesToLose = new AtomicInteger();
  private final AtomicInteger replies = new AtomicInteger();
  private final AtomicLong bytesUntilEvent = new AtomicLong(Long.MAX_VALUE);
  private volatile String requestOfReply = "";
  private volatile Runnable event = () -> {};

  CuttingProxy(int server) throws IOException {
    this.server = server;
    inBackground(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /**
   * Requests with this word in their first line reach the server; that many replies do not come.
   */
  void loseReplies(String word, int count) {
    requestOfReply = word;
    repliesToLose.set(count);
  }

  /** How many replies were lost. */
  int lost() {
    return replies.get();
  }

  /** Runs once, when so many more bytes have passed on their way to the server. */
  void afterBytes(long bytes, Runnable what) {
    event = what;
    bytesUntilEvent.set(bytes);
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = door.accept();
      Socket target;
      try {
        target = new Socket(InetAddress.getLoopbackAddress(), server);
      } catch (IOException noServer) {
        client.close();
        continue;
      }
      Conversation conversation = new Conversation(client, target);
      inBackground(conversation::up);
      inBackground(conversation::down);
    }
  }

  /** One connection of the client, and the one to the server behind it. */
  private final class Conversation {
    private final Socket client;
    private final Socket target;
    private volatile boolean losesReply;

    private Conversation(Socket client, Socket target) {
      this.client = client;
      this.target = target;
    }

    private void up() throws IOException {
      try (client;
          target) {
        InputStream in = client.getInputStream();
        OutputStream out = target.getOutputStream();
        byte[] part = new byte[16 * 1024];
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
          String text = new String(part, 0, read, StandardCharsets.ISO_8859_1);
          if (text.startsWith("POST ")) {
            String line = text.substring(0, text.indexOf('\r'));
            losesReply = line.contains(requestOfReply) && repliesToLose.getAndDecrement() > 0;
          }
          long before = bytesUntilEvent.getAndAdd(-read);
          if (before > 0 && before <= read) {
            out.write(part, 0, (int) before);
            event.run();
            out.write(part, (int) before, read - (int) before);
          } else {
            out.write(part, 0, read);
          }
        }
      }
    }

    private void down() throws IOException {
      try (client;
          target) {
        InputStream in = target.getInputStream();
        byte[] part = new byte[16 * 1024];
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
          String text = new String(part, 0, read, StandardCharsets.ISO_8859_1);
          if (losesReply && !text.startsWith("HTTP/1.1 100")) {
            replies.incrementAndGet();
            return;
          }
          client.getOutputStream().write(part, 0, read);
        }
      }
    }
  }

  /** Work that ends with the connection. */
  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One side hung up: so does the other.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
