package tributary.feeds.simulator.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on a free port of 127.0.0.1, made by hand since a good server cannot answer
 * badly. At most 16 connections at a time.
 */
public final class LoopbackHttp implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 16;
  private static final long DRIP_MILLIS = 5;

  private final Function<Request, Response> venue;
  private final ServerSocket server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(1 + MOST_CONNECTIONS, LoopbackHttp::daemon);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * A server that listens but does not yet answer.
   *
   * @param venue what to answer; called by several threads
   * @throws IllegalStateException if it cannot listen
   */
  public LoopbackHttp(Function<Request, Response> venue) {
    this.venue = venue;
    try {
      this.server = new ServerSocket(0, MOST_CONNECTIONS, InetAddress.getByName("127.0.0.1"));
    } catch (IOException failure) {
      throw new IllegalStateException(
          "Cannot start the simulator on 127.0.0.1: " + failure, failure);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "simulator-http");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to answer, and tells where. */
  public URI start() {
    threads.execute(this::accept);
    return address();
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        threads.execute(() -> converse(client));
      } catch (IOException | RejectedExecutionException closed) {
        return;
      }
    }
  }

  private void converse(Socket client) {
    try (client) {
      client.setTcpNoDelay(true); // Else the body waits 40 ms for the client to confirm the head.
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      @Nullable Request request = Request.read(in);
      while (request != null && send(venue.apply(request), out)) {
        request = Request.read(in);
      }
    } catch (IOException | InterruptedException gone) {
      // The client went away, or the simulator is being closed: neither is told to anybody.
    } finally {
      open.remove(client);
    }
  }

  /** Whether the connection can be used again. */
  private boolean send(Response response, OutputStream out)
      throws IOException, InterruptedException {
    byte[] body = response.body();
    if (response.manner() == Response.Manner.SILENT) {
      closing.await();
      return false;
    }
    if (response.manner() == Response.Manner.HUNG_UP) {
      return false;
    }
    out.write(head(response));
    switch (response.manner()) {
      case CUT -> out.write(body, 0, body.length / 2);
      case DRIPPING -> drip(body, out);
      default -> out.write(body);
    }
    out.flush();
    return response.manner() == Response.Manner.WHOLE;
  }

  private void drip(byte[] body, OutputStream out) throws IOException, InterruptedException {
    for (byte drop : body) {
      if (closing.await(DRIP_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
      out.write(drop);
      out.flush();
    }
  }

  private static byte[] head(Response response) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " Simulated\r\n");
    response
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(response.body().length).append("\r\n\r\n");
    return head.toString().getBytes(ISO_8859_1);
  }

  /** Hangs up on everybody, at once. Idempotent. */
  @Override
  public void close() {
    closing.countDown();
    threads.shutdownNow();
    open.forEach(LoopbackHttp::hangUp);
    try {
      server.close();
    } catch (IOException alreadyGone) {
      throw new IllegalStateException("Cannot close the simulator: " + alreadyGone, alreadyGone);
    }
  }

  private static void hangUp(Socket client) {
    try {
      client.close();
    } catch (IOException alreadyGone) {
      // It is closed as far as we are concerned.
    }
  }
}
