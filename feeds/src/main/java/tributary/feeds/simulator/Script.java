package tributary.feeds.simulator;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a simulator misbehaves, read from a text such as {@code duplicate 1%, half-open at 5000}.
 *
 * <pre>
 * script   = rule { "," rule }
 * rule     = "duplicate" CHANCE          sent again within the next 50 frames
 *          | "reorder" CHANCE            changes places with the next frame
 *          | "drop" CHANCE               never sent
 *          | "malformed" CHANCE          sent as something that is no JSON object
 *          | "not-utf8" CHANCE           sent as text that is not UTF-8
 *          | "fragment" CHANCE           sent in several WebSocket fragments
 *          | "delay" DURATION CHANCE     sent so much later, by the frames' own time
 *          | "huge" SIZE CHANCE          a frame of an unknown type of that size is sent before it
 *          | "missing" FIELD CHANCE      sent without the field, wherever it stands; "trade" stands
 *                                        for all that a product which never traded lacks
 *          | "gap" COUNT "at" N          so many frames, from frame N on, are never sent
 *          | "skip" "sequence" "at" N    after frame N a number of the connection is left out
 *          | "silence" PRODUCT "at" N    after frame N none of the product's, but its heartbeats,
 *                                        until the client subscribes anew
 *          | "half-open" "at" N          after frame N silence, no pongs either; the socket stays open
 *          | "disconnect" "at" N         after frame N the socket is cut
 *          | "disconnect" "every" N      the same after each N frames
 *          | "shutdown" "at" N           after frame N the venue says farewell and closes
 *          | "no-resubscribe" "at" N     cut after frame N; the next connection gets no answer
 *          | "throttle" COUNT [ "for" DURATION ] [ "at" N ]
 *                                        so many connects are answered with 429, and told to stay
 *                                        away for so many seconds: the first ones, or after a cut
 *                                        after frame N
 *          | "refuse" PRODUCT            nobody may subscribe to the product
 *          | "impatient" DURATION        a client that takes nothing for so long is sent away
 * CHANCE   = a number with at most 4 decimals, "%"
 * DURATION = a whole number, "ms" | "s" | "m"
 * SIZE     = a whole number, "B" | "KiB" | "MiB"; at most 64 MiB
 * FIELD    = a field of the venue's, such as price
 * PRODUCT  = a product, as the venue writes it
 * COUNT    = a whole number from 1 to 1000000
 * N        = a whole number from 1, counted in frames of the source
 * </pre>
 *
 * Each rule by chance draws for each frame that is not control; the first in the order written that
 * hits acts, and it alone. What a seed decides does not depend on pace or connections. A gap counts
 * no control either. A half-open socket lasts until the client connects anew; after it, and after a
 * cut, the next unsent frame follows. Where a venue numbers the frames of a connection, what is
 * dropped has had its number, and what is reordered gets that of its new place.
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

  /** The products that nobody may have. */
  Set<String> refused() {
    return all(Rule.Refuse.class).map(Rule.Refuse::product).collect(Collectors.toSet());
  }

  /** How many first connects are refused. */
  List<Throttling> throttled() {
    return all(Rule.Throttle.class).map(Rule.Throttle::throttling).toList();
  }

  /** How long a client may take nothing; empty for as long as it likes. */
  OptionalLong patienceMicros() {
    return all(Rule.Impatient.class).mapToLong(Rule.Impatient::micros).min();
  }

  private <T extends Rule> Stream<T> all(Class<T> kind) {
    return rules.stream().filter(kind::isInstance).map(kind::cast);
  }
}
