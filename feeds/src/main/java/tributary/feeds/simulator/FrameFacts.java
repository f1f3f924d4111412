package tributary.feeds.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tables will have to make of a frame, told from its bytes.
 *
 * @param channel the channel, by the name under which it is subscribed; null if none brings it
 * @param product the product, or that of the first row; null if it names none
 * @param ids of data, one for each of its rows, which the venue gives to no other row of the
 *     product: a trade's id, for example; otherwise empty
 */
public record FrameFacts(
    Kind kind, @Nullable String channel, @Nullable String product, List<Long> ids) {

  /** What frames there are. */
  public enum Kind {
    /** No JSON object. */
    MALFORMED,
    /** Says only that the venue lives. */
    HEARTBEAT,
    /** An ack, an error or a word about the connection. */
    CONTROL,
    /** Whole rows. */
    DATA,
    /** Rows that lack something that they need. */
    INCOMPLETE,
    /** Any other JSON object. */
    OTHER
  }

  public FrameFacts {
    ids = List.copyOf(ids);
  }

  /** Facts of a frame that has no rows. */
  public static FrameFacts of(Kind kind) {
    return new FrameFacts(kind, null, null, List.of());
  }

  /** Whether it is none that a venue loses or damages by itself. */
  boolean isControl() {
    return kind == Kind.HEARTBEAT || kind == Kind.CONTROL;
  }
}
