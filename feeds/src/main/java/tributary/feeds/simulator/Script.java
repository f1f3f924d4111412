package tributary.feeds.simulator;

import java.util.List;

/**
 * How a simulator misbehaves, read from a text such as {@code duplicate 1%, half-open at 5000}.
 *
 * <pre>
 * script   = rule { "," rule }
 * rule     = "duplicate" CHANCE          sent again, up to 50 frames later
 *          | "reorder" CHANCE            sent after the frame that follows it
 *          | "drop" CHANCE               not sent
 *          | "malformed" CHANCE          sent cut short, as words, as bytes or as deep brackets
 *          | "not-utf8" CHANCE           sent as text whose bytes are no UTF-8: a client must hang up
 *          | "fragment" CHANCE           sent in several WebSocket fragments
 *          | "delay" DURATION CHANCE     sent so much later, by the frames' own time
 *          | "huge" SIZE CHANCE          a frame of an unknown type of that size is sent before it
 *          | "missing" FIELD CHANCE      sent without the field; "trade" stands for the five of a
 *                                        product that never traded
 *          | "half-open" "at" N          after frame N silence, the socket stays open
 *          | "disconnect" "at" N         after frame N the socket is cut
 *          | "disconnect" "every" N      the same after each N frames
 * CHANCE   = a number with at most 4 decimals, "%"
 * DURATION = a whole number, "ms" | "s" | "m"
 * SIZE     = a whole number, "B" | "KiB" | "MiB"; at most 64 MiB
 * FIELD    = a ticker's field, such as price
 * N        = a whole number from 1, counted in frames of the source
 * </pre>
 *
 * Each rule by chance draws for each frame that is not control; the first in the order written that
 * hits acts, and it alone. What a seed decides does not depend on pace or connections. A half-open
 * socket lasts until the client connects anew; after it, and after a cut, the next unsent frame
 * follows.
 */
public final class Script {
  /** Does nothing wrong. */
  public static final Script NONE = new Script(List.of());

  private final List<Rule> rules;

  private Script(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * Reads a script; an empty one does nothing wrong.
   *
   * @throws IllegalArgumentException naming the word that does not belong, if one does not
   */
  public static Script parse(String text) {
    return text.isBlank() ? NONE : new Script(ScriptParser.parse(text));
  }

  List<Rule> rules() {
    return rules;
  }
}
