package tributary.serve.page;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.URI;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import tributary.serve.board.LiveBoard;
import tributary.serve.board.Status;

/**
 * The page on 127.0.0.1: its files at {@code /}, and the live board as server-sent events at {@code
 * /events}.
 *
 * <p>A browser that connects gets an event {@code snapshot} with everything that the board knows,
 * then events {@code update} with what changed: the first change at once, the next ones together
 * {@value Push#SPACING_MILLIS} ms later. The newest status goes out once a second, so a reader that
 * hears nothing for seconds has lost the connection. At most {@value Push#MOST_CLIENTS} readers.
 */
public final class PageServer implements AutoCloseable {
  /** The only address it listens on. */
  public static final String HOST = "127.0.0.1";

  private final Javalin server;
  private final Push push;

  private PageServer(Javalin server, Push push) {
    this.server = server;
    this.push = push;
  }

  /**
   * Starts serving; threads of its own do the work.
   *
   * @param status asked once a second on a thread of the server
   * @param port where to listen; 0 for any free port
   * @throws IOException if it cannot listen there; nothing is left running then
   */
  public static PageServer start(LiveBoard board, Supplier<Status> status, int port)
      throws IOException {
    Push push = new Push(board, status);
    Assets assets = Assets.load();
    Javalin server = Javalin.create(config -> configure(config, push, assets, port));
    try {
      server.start();
    } catch (JavalinBindException e) {
      throw new IOException(
          "Cannot open the page on %s:%d: %s. Choose another port, or 0 for any free one"
              .formatted(HOST, port, reason(e)),
          e);
    }
    push.start();
    return new PageServer(server, push);
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static void configure(JavalinConfig config, Push push, Assets assets, int port) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.jetty.host = HOST;
    config.jetty.port = port;
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.modifyServer(PageServer::stopAtOnce);
    config.jetty.modifyServletContextHandler(context -> addServlets(context, push));
    for (String path : assets.paths()) {
      config.routes.get(path, exchange -> assets.send(path, exchange));
    }
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(16, 2);
    threads.setName("page");
    threads.setDaemon(true);
    return threads;
  }

  /** Event streams never end by themselves, so waiting for them would only delay the end. */
  private static void stopAtOnce(Server jetty) {
    jetty.setStopTimeout(0);
  }

  private static void addServlets(ServletContextHandler context, Push push) {
    FilterHolder guard = new FilterHolder(new Guard());
    guard.setAsyncSupported(true);
    context.addFilter(guard, "/*", null);
    ServletHolder events = new ServletHolder(new EventServlet(push));
    events.setAsyncSupported(true);
    context.addServlet(events, "/events");
  }

  /** Where a browser finds the page. */
  public URI address() {
    return URI.create("http://" + HOST + ":" + server.port() + "/");
  }

  /** How many readers are connected. */
  public int readers() {
    return push.clients();
  }

  /** Ends all connections and threads. */
  @Override
  public void close() {
    push.close();
    server.stop();
  }
}
