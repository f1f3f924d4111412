package tributary.app.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened so far, to be closed again if the rest cannot be. */
final class Opened implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private Opened() {}

  /**
   * Opens something of several parts; if one cannot be, those before it are closed again.
   *
   * @throws RunException if a venue cannot be asked, or not with these keys
   */
  static <T> T whole(Function<Opened, T> opening) {
    Opened opened = new Opened();
    try {
      return opening.apply(opened);
    } catch (IllegalArgumentException refused) {
      opened.close();
      throw new RunException(String.valueOf(refused.getMessage()), refused);
    } catch (Throwable failure) {
      opened.close();
      throw failure;
    }
  }

  <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  /** Closes everything, the last opened first, whatever goes wrong with one of them. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception failure) {
        LOG.error("Cannot close {}", part.getClass().getSimpleName(), failure);
      }
    }
  }
}
