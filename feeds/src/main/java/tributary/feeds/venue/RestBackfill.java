package tributary.feeds.venue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import tributary.core.gaps.Gap;

/**
 * How a venue's REST API gives trades back that its socket did not bring: which request comes next,
 * and what its reply holds. Pure: no socket, no clock, no state; any thread may call.
 *
 * <pre>
 * gap ──begin──> cursor ──call──> reply ──read──> page: frames, next cursor
 *                  ^────────────────────────────────────────────┘
 * </pre>
 */
public interface RestBackfill {
  /** The most characters of a venue's words that are shown. */
  int LONGEST_TEXT = 300;

  /** Where the REST API is. */
  URI endpoint();

  /** How often it may be called. */
  List<Limit> limits();

  /** The most trades that one page brings. */
  int mostTrades();

  /** Whether the text can be one of the venue's products; only of such is anything else asked. */
  boolean knows(String product);

  /** Where the paging of a gap begins. */
  Cursor begin(Gap gap);

  /**
   * The request at this cursor.
   *
   * @param base the venue's endpoint, or a simulator's
   * @param secrets asked for a key that the call may need
   * @throws IllegalArgumentException if a key was given in a form that cannot be used
   */
  Call call(URI base, Secrets secrets, Gap gap, Cursor cursor);

  /** What the body of a reply with status 200 says. Never throws, whatever the bytes are. */
  Reply read(Gap gap, Cursor cursor, byte[] body);

  /**
   * Where a gap's paging stands.
   *
   * @param position what the venue pages by: an id or a time
   * @param unanswered the next id, in the direction of paging, of which no page has told yet
   */
  record Cursor(long position, long unanswered) {}

  /**
   * A trade in the form in which the venue's socket sends it. Where a pipeline takes two channels
   * that both bring it, two with the same id follow each other.
   *
   * @param frame its fields in the socket's order; those that the REST API does not know left out
   */
  record Trade(long id, byte[] frame) {}

  /** What a reply says. */
  sealed interface Reply {}

  /**
   * Some of the gap's trades.
   *
   * @param trades oldest first, only such as the gap misses
   * @param answeredFirst with {@code answeredLast}, the ids of the gap of which this page tells:
   *     those without a trade are unknown to the venue; none if it is the higher of the two
   * @param next where to go on; empty at the end of the gap, or of what the venue has
   */
  record Page(List<Trade> trades, long answeredFirst, long answeredLast, Optional<Cursor> next)
      implements Reply {
    public Page {
      trades = List.copyOf(trades);
    }
  }

  /** The venue says that it has nothing of the product. */
  record Gone(String reason) implements Reply {
    public Gone {
      reason = shown(reason);
    }
  }

  /** The reply is no answer: an error told with status 200, or not what was asked for. */
  record Failed(String problem) implements Reply {
    public Failed {
      problem = shown(problem);
    }
  }

  /** One line of plain letters: the text may be the venue's, and ends up in logs and terminals. */
  private static String shown(String text) {
    String cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    return cut.replaceAll("[^ -~]", "?");
  }
}
