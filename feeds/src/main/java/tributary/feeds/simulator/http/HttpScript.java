package tributary.feeds.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator misbehaves, read from a text such as {@code limit 53s at 2, html at 4-6}.
 *
 * <pre>
 * script = rule { "," rule }
 * rule   = what ( "at" N [ "-" N ] | "every" N )
 * what   = "limit" [ SECONDS "s" ]   429, with Retry-After if so many seconds are given
 *        | "status" CODE             that status with a few words
 *        | "html"                    a page for people, with status 200
 *        | "slow"                    a body that comes byte by byte
 *        | "silent"                  no answer
 *        | "hangup"                  no answer, and the connection ends
 *        | "cut"                     half of a body
 *        | "bomb"                    a few bytes that inflate to 64 MiB
 *        | "redirect"                to another host
 *        | "empty"                   status 200 and nothing
 *        | "charset"                 bytes that are not UTF-8
 *        | "malformed"               JSON that ends in the middle, whole as a body
 *        | "echo"                    a refusal that tells the client its own key
 * N      = a whole number from 1, counted in calls
 * </pre>
 *
 * The first rule that fits a call acts. What it spoils is asked for again, so nothing is lost.
 */
public final class HttpScript {
  /** Does nothing wrong. */
  public static final HttpScript NONE = new HttpScript(List.of());

  private static final Pattern RULE =
      Pattern.compile(
          "(?<what>[a-z]+)(?: (?<amount>[0-9]{1,6})s?)?"
              + " (?:at (?<from>[1-9][0-9]{0,8})(?:-(?<to>[1-9][0-9]{0,8}))?"
              + "|every (?<every>[1-9][0-9]{0,8}))");

  private record Rule(Spoiled spoiled, int amount, long from, long to, long every) {
    boolean fits(long call) {
      return every > 0 ? call % every == 0 : call >= from && call <= to;
    }
  }

  private final List<Rule> rules;

  private HttpScript(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * Reads a script; an empty one does nothing wrong.
   *
   * @throws IllegalArgumentException naming the rule that is none
   */
  public static HttpScript parse(String text) {
    List<Rule> rules = new ArrayList<>();
    if (!text.isBlank()) {
      for (String rule : text.split(",", -1)) {
        rules.add(rule(rule.strip()));
      }
    }
    return new HttpScript(List.copyOf(rules));
  }

  private static Rule rule(String text) {
    Matcher rule = RULE.matcher(text);
    Spoiled spoiled = rule.matches() ? Spoiled.named(rule.group("what")) : null;
    if (spoiled == null) {
      throw new IllegalArgumentException(
          "Invalid script: \"%s\" (expected one of %s, then at N, at N-N or every N)"
              .formatted(text, Spoiled.names()));
    }
    long from = number(rule.group("from"), 0);
    return new Rule(
        spoiled,
        (int) number(rule.group("amount"), -1),
        from,
        number(rule.group("to"), from),
        number(rule.group("every"), 0));
  }

  private static long number(@Nullable String digits, long otherwise) {
    return digits == null ? otherwise : Long.parseLong(digits);
  }

  /** What to answer instead to the call of that number; empty if it is to be answered well. */
  public Optional<Response> instead(long call, String key) {
    return rules.stream()
        .filter(rule -> rule.fits(call))
        .findFirst()
        .map(rule -> rule.spoiled().response(rule.amount(), key));
  }
}
