package tributary.serve.page;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.serve.board.LiveBoard;
import tributary.serve.board.Status;

/**
 * Brings the board's changes to all clients. Two threads: {@code page-push} waits for a change,
 * sends it at once and then lets changes gather for {@value #SPACING_MILLIS} ms; {@code
 * page-status} asks for the status once a second. Neither ever waits for a client.
 */
final class Push implements AutoCloseable {
  /** The least time between two events. */
  static final int SPACING_MILLIS = 15;

  /** How many clients are served at a time. */
  static final int MOST_CLIENTS = 256;

  private static final Logger LOG = LoggerFactory.getLogger(Push.class);
  private static final int STATUS_MILLIS = 1000;

  private final LiveBoard board;
  private final Supplier<Status> status;
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private final Thread pushing = daemon("page-push", this::push);
  private final Thread asking = daemon("page-status", this::ask);

  Push(LiveBoard board, Supplier<Status> status) {
    this.board = board;
    this.status = status;
  }

  /** Work of a thread that ends when it is interrupted. */
  @FunctionalInterface
  private interface Round {
    void run() throws InterruptedException;
  }

  private static Thread daemon(String name, Round round) {
    Thread thread =
        new Thread(
            () -> {
              try {
                round.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    pushing.start();
    asking.start();
  }

  boolean hasRoom() {
    return clients.size() < MOST_CLIENTS;
  }

  int clients() {
    return clients.size();
  }

  void add(Client client) {
    clients.add(client);
    client.begin();
  }

  boolean remove(Client client) {
    return clients.remove(client);
  }

  /** What changed after the version, for a client that fell behind or is new. */
  Event since(long version) {
    return Event.of(board.since(version));
  }

  private void push() throws InterruptedException {
    long seen = board.version();
    while (true) {
      board.awaitChange(seen);
      if (clients.isEmpty()) {
        seen = board.version();
      } else {
        Event event = since(seen);
        clients.forEach(client -> client.offer(event));
        seen = event.version();
      }
      Thread.sleep(SPACING_MILLIS);
    }
  }

  private void ask() throws InterruptedException {
    while (true) {
      try {
        board.status(status.get());
      } catch (RuntimeException e) {
        LOG.warn("Cannot tell the page how the route is doing", e);
      }
      Thread.sleep(STATUS_MILLIS);
    }
  }

  @Override
  public void close() {
    pushing.interrupt();
    asking.interrupt();
    clients.forEach(Client::end);
  }
}
