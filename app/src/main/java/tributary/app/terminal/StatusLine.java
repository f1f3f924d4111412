package tributary.app.terminal;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One line that says how things stand. On a screen it is written over in place; elsewhere a line is
 * printed now and then. May be used by several threads.
 */
public final class StatusLine implements AutoCloseable {
  private static final String CLEAR_TO_END = "\u001b[K";

  private final Terminal terminal;
  private final long plainIntervalNanos;
  private final LongSupplier nanoTime;

  private boolean isShown;
  private long nextPlainNanos;

  /**
   * @param plainInterval how long between two lines where there is no screen
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public StatusLine(Terminal terminal, Duration plainInterval, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.plainIntervalNanos = plainInterval.toNanos();
    this.nanoTime = nanoTime;
    this.nextPlainNanos = nanoTime.getAsLong();
  }

  /** Replaces what the line says; without a screen, prints it if the interval has passed. */
  public synchronized void show(String text) {
    if (terminal.isRewritable()) {
      terminal.err().print("\r" + fitted(text) + CLEAR_TO_END);
      terminal.err().flush();
      isShown = true;
      return;
    }
    long now = nanoTime.getAsLong();
    if (now - nextPlainNanos >= 0) {
      nextPlainNanos = now + plainIntervalNanos;
      terminal.err().println(text);
    }
  }

  /** Prints a line that stays, above the status. */
  public synchronized void say(String text) {
    erase();
    terminal.err().println(text);
  }

  /** Takes the line off the screen; what is printed next begins where it stood. */
  @Override
  public synchronized void close() {
    erase();
  }

  private void erase() {
    if (isShown) {
      terminal.err().print("\r" + CLEAR_TO_END);
      terminal.err().flush();
      isShown = false;
    }
  }

  /** A line that reached the edge would wrap, and its start could not be written over any more. */
  private String fitted(String text) {
    int room = terminal.columns() - 1;
    return text.length() <= room ? text : text.substring(0, room);
  }
}
