package tributary.feeds.venue;

import java.util.Optional;

/** Where keys come from: never from a pipeline file. Any thread may ask. */
public interface Secrets {
  /** There are none. */
  Secrets NONE = name -> Optional.empty();

  /**
   * The secret of that name, such as {@code ALPHAVANTAGE_API_KEY}; empty if nobody gave it. Asked
   * each time it is needed, so that a new one is found without a restart.
   *
   * @throws IllegalArgumentException if it was given in a form that cannot be read; the message
   *     does not hold it
   */
  Optional<Secret> find(String name);
}
