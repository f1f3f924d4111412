package tributary.lake.copy;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * How a copy stands, as of a moment.
 *
 * @param store what the store is called, such as {@code postgres}
 * @param table the table in the lake
 * @param name what it is called in the store
 * @param version the version that the copy holds; empty while it is not known, or holds none
 * @param framesBehind how many offsets the lake's table is ahead of the copy, when last looked at
 * @param behindMillis the age of the version that it holds; 0 if caught up, empty while not known
 * @param since since when it is in this state
 * @param reason what went wrong, in words that hold no secret; empty if nothing did
 */
public record CopyStatus(
    String store,
    String table,
    String name,
    CopyState state,
    OptionalLong version,
    OptionalLong framesBehind,
    OptionalLong behindMillis,
    Instant since,
    String reason) {

  /** Whether nothing is wrong: it follows the lake, or has nothing to copy yet. */
  public boolean isWell() {
    return switch (state) {
      case CAUGHT_UP, BEHIND -> true;
      case WAITING -> reason.isEmpty();
      case AWAY, REFUSED -> false;
    };
  }
}
