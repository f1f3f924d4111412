package tributary.feeds.simulator;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the rules of a {@link Script}, word by word. For one rule. */
final class ScriptParser {
  private static final Pattern CHANCE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,4})?)%");
  private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,9})([A-Za-z]+)");
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,5}|1000000");
  private static final Pattern FOR_OR_AT = Pattern.compile("for|at");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final Pattern PRODUCT = Pattern.compile("[A-Za-z0-9._/-]{1,40}");
  private static final Map<String, Long> MICROS =
      Map.of("ms", 1_000L, "s", 1_000_000L, "m", 60_000_000L);
  private static final Map<String, Long> BYTES = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20);
  private static final long MOST_BYTES = 64 << 20;
  private static final BigDecimal ALL = new BigDecimal(100);

  private static final String VERBS =
      "duplicate, reorder, drop, malformed, not-utf8, fragment, delay, huge, missing, gap, skip,"
          + " silence, half-open, disconnect, shutdown, no-resubscribe, throttle, refuse or"
          + " impatient";

  private final String rule;
  private final Iterator<String> words;

  private ScriptParser(String rule) {
    this.rule = rule;
    this.words = Arrays.asList(rule.split("\\s+")).iterator();
  }

  static List<Rule> parse(String script) {
    return Arrays.stream(script.split(",", -1))
        .map(rule -> new ScriptParser(rule.strip()).parse())
        .toList();
  }

  private Rule parse() {
    String verb = words.next();
    Rule parsed =
        switch (verb) {
          case "duplicate" -> new Rule.Duplicate(chance());
          case "reorder" -> new Rule.Reorder(chance());
          case "drop" -> new Rule.Drop(chance());
          case "malformed" -> new Rule.Malformed(chance());
          case "not-utf8" -> new Rule.NotUtf8(chance());
          case "fragment" -> new Rule.Fragment(chance());
          case "delay" -> new Rule.Delay(duration(), chance());
          case "huge" -> new Rule.Huge(size(), chance());
          case "missing" ->
              new Rule.Missing(match(FIELD, "a field such as price").group(), chance());
          case "gap" -> new Rule.Gap(count(), at());
          case "skip" -> skip();
          case "silence" -> after(new Move.Silence(product()));
          case "half-open" -> after(new Move.FallSilent());
          case "disconnect" -> disconnect();
          case "shutdown" -> after(new Move.ShutDown());
          case "no-resubscribe" -> after(new Move.CutAndIgnore());
          case "throttle" -> throttle();
          case "refuse" -> new Rule.Refuse(product());
          case "impatient" -> new Rule.Impatient(duration());
          default -> throw wrong(verb, VERBS);
        };
    if (words.hasNext()) {
      throw wrong(words.next(), "a comma or the end");
    }
    return parsed;
  }

  private Rule skip() {
    match(Pattern.compile("sequence"), "sequence");
    return after(new Move.SkipNumber());
  }

  private Rule disconnect() {
    String when = match(Pattern.compile("at|every"), "at or every").group();
    return when.equals("at")
        ? new Rule.At(new Move.Cut(), number())
        : new Rule.DisconnectEvery(number());
  }

  private Rule throttle() {
    int connects = count();
    String next = words.hasNext() ? match(FOR_OR_AT, "for or at").group() : "";
    boolean isTimed = next.equals("for");
    Throttling throttling = new Throttling(connects, isTimed ? duration() : 0);
    boolean isAt = isTimed ? words.hasNext() : !next.isEmpty();
    if (!isAt) {
      return new Rule.Throttle(throttling);
    }
    return new Rule.At(new Move.CutAndThrottle(throttling), isTimed ? at() : number());
  }

  private Rule after(Move move) {
    return new Rule.At(move, at());
  }

  private long at() {
    match(Pattern.compile("at"), "at");
    return number();
  }

  private String product() {
    return match(PRODUCT, "a product such as BTC-USD").group();
  }

  private int count() {
    return Integer.parseInt(match(COUNT, "a whole number from 1 to 1000000").group());
  }

  private long duration() {
    return quantity("a duration such as 200ms", MICROS);
  }

  private int chance() {
    Matcher word = match(CHANCE, "a chance such as 0.5%");
    BigDecimal percent = new BigDecimal(word.group(1));
    if (percent.compareTo(ALL) > 0) {
      throw wrong(word.group(), "a chance of at most 100%");
    }
    return percent.movePointRight(4).intValueExact();
  }

  private int size() {
    long bytes = quantity("a size such as 2MiB", BYTES);
    if (bytes > MOST_BYTES) {
      throw wrong(bytes + "B", "a size of at most 64MiB");
    }
    return (int) bytes;
  }

  private long quantity(String what, Map<String, Long> units) {
    Matcher word = match(QUANTITY, what);
    Long unit = units.get(word.group(2));
    if (unit == null) {
      throw wrong(word.group(), what);
    }
    return Long.parseLong(word.group(1)) * unit;
  }

  private long number() {
    return Long.parseLong(match(NUMBER, "a whole number from 1").group());
  }

  private Matcher match(Pattern form, String expected) {
    String word = words.hasNext() ? words.next() : "";
    Matcher matcher = form.matcher(word);
    if (!matcher.matches()) {
      throw wrong(word, expected);
    }
    return matcher;
  }

  private IllegalArgumentException wrong(String word, String expected) {
    String found = word.isEmpty() ? "nothing" : "\"" + word + "\"";
    return new IllegalArgumentException(
        "Invalid script: %s in \"%s\" (expected %s)".formatted(found, rule, expected));
  }
}
