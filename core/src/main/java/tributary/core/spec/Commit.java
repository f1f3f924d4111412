package tributary.core.spec;

import java.time.Duration;

/**
 * When the tables commit: at whichever bound is met first.
 *
 * @param every the longest time between a frame's arrival and its commit
 * @param bytes the most frame bytes of one commit
 */
public record Commit(Duration every, long bytes) {
  public static final Commit DEFAULT = new Commit(Duration.ofSeconds(1), 64L << 20);
}
