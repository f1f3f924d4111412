package tributary.lake.servers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a server and forwards bytes both ways, until it is told to lose the reply to a
 * request: the server then gets the request whole, and the client gets a closed connection.
 */
public final class CuttingProxy implements AutoCloseable {

  /** Requests are looked for over the ends of reads, within so many bytes. */
  private static final int MEMORY = 256;

  private record Loss(String request, Runnable meanwhile) {}

  private final ServerSocket door;
  private final InetSocketAddress server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Loss> next = new AtomicReference<>();
  private final AtomicInteger lost = new AtomicInteger();
  private volatile boolean refusing;

  private CuttingProxy(ServerSocket door, InetSocketAddress server) {
    this.door = door;
    this.server = server;
  }

  /** Before a server on the loopback interface. */
  public static CuttingProxy before(int port) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      CuttingProxy proxy =
          new CuttingProxy(
              new ServerSocket(0, 50, loopback), new InetSocketAddress(loopback, port));
      start("proxy", proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return door.getLocalPort();
  }

  /**
   * Loses the reply to the next request that contains the text.
   *
   * @param meanwhile runs after the server has replied and before the client hears of the cut
   */
  public void loseReplyTo(String request, Runnable meanwhile) {
    next.set(new Loss(request, meanwhile));
  }

  public void loseReplyTo(String request) {
    loseReplyTo(request, () -> {});
  }

  /** How many replies were lost so far. */
  public int lost() {
    return lost.get();
  }

  /** Cuts all connections and closes new ones at once, as if the server were away. */
  public void refuse() {
    refusing = true;
    open.forEach(CuttingProxy::close);
  }

  public void admit() {
    refusing = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        if (refusing) {
          close(client);
        } else {
          connect(client);
        }
      }
    } catch (IOException e) {
      open.forEach(CuttingProxy::close);
    }
  }

  private void connect(Socket client) {
    Socket behind = new Socket();
    open.add(client);
    open.add(behind);
    try {
      behind.connect(server);
      AtomicReference<@Nullable Loss> losing = new AtomicReference<>();
      start("proxy requests", () -> requests(client, behind, losing));
      start("proxy replies", () -> replies(behind, client, losing));
    } catch (IOException e) {
      cut(client, behind);
    }
  }

  private void requests(Socket from, Socket to, AtomicReference<@Nullable Loss> losing) {
    byte[] buffer = new byte[8192];
    String recent = "";
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        recent += new String(buffer, 0, length, ISO_8859_1);
        Loss loss = next.get();
        if (loss != null && recent.contains(loss.request()) && next.compareAndSet(loss, null)) {
          losing.set(loss);
        }
        recent = recent.substring(Math.max(0, recent.length() - MEMORY));
        out.write(buffer, 0, length);
      }
    } catch (IOException e) {
      // Both ends are closed below.
    } finally {
      cut(from, to);
    }
  }

  private void replies(Socket from, Socket to, AtomicReference<@Nullable Loss> losing) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        Loss loss = losing.get();
        if (loss != null) {
          lost.incrementAndGet();
          loss.meanwhile().run();
          return;
        }
        out.write(buffer, 0, length);
      }
    } catch (IOException e) {
      // Both ends are closed below.
    } finally {
      cut(from, to);
    }
  }

  private void cut(Socket one, Socket other) {
    close(one);
    close(other);
    open.remove(one);
    open.remove(other);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
