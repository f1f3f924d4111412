package tributary.feeds.simulator;

import org.jspecify.annotations.Nullable;

/**
 * How a venue ends a connection.
 *
 * @param frame what it says before, if anything
 * @param code of the closing handshake
 */
public record Farewell(@Nullable String frame, int code, String reason) {
  /** RFC 6455: a server goes down. */
  public static final int GOING_AWAY = 1001;

  /** RFC 6455: the client breaks a rule. */
  public static final int POLICY = 1008;
}
