package tributary.serve.board;

import java.util.OptionalLong;

/**
 * Whether a product's market is quiet or its feed is dead.
 *
 * @param sinceMicros when something was heard of it for the last time, microseconds since the
 *     epoch; empty if never
 * @param reason in words
 */
public record ProductHealth(String product, State state, OptionalLong sinceMicros, String reason) {

  /** What can be said of a product. */
  public enum State {
    /** Data come. */
    LIVE,
    /** No data, while something proves that its feed lives. */
    QUIET,
    /** Nothing shows that its feed lives. */
    STALE,
    /** Nothing connects us to it. */
    DISCONNECTED
  }
}
