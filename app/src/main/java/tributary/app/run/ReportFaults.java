package tributary.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How generated reports go wrong on their way into the topic: {@code duplicate 1%} sends one again
 * up to 50 reports later, {@code delay 1%} holds one back as long, {@code malformed 0.5%} sends one
 * as something that is no JSON object. For one thread.
 */
public final class ReportFaults {
  private static final Pattern RULE =
      Pattern.compile("(duplicate|delay|malformed) ([0-9]{1,2}(?:\\.[0-9]{1,4})?)%");

  private static final int LONGEST_DELAY = 50;
  private static final double PERCENT = 100;

  private final SplittableRandom random;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private double duplicate;
  private double delay;
  private double malformed;
  private long reports;

  /** A report under its key. */
  record Report(String key, byte[] frame, long micros) {}

  private record Waiting(Report report, long until) {}

  /**
   * Reads rules with commas between; none, nothing goes wrong.
   *
   * @throws IllegalArgumentException if one is none
   */
  ReportFaults(String script, long seed) {
    this.random = new SplittableRandom(~seed);
    if (script.isBlank()) {
      return;
    }
    for (String text : script.split(",", -1)) {
      Matcher rule = RULE.matcher(text.strip());
      if (!rule.matches()) {
        throw new IllegalArgumentException(
            "Invalid script: \"%s\" (a generator knows duplicate N%%, delay N%% and malformed N%%)"
                .formatted(text.strip()));
      }
      double chance = Double.parseDouble(rule.group(2)) / PERCENT;
      switch (rule.group(1)) {
        case "duplicate" -> duplicate = chance;
        case "delay" -> delay = chance;
        default -> malformed = chance;
      }
    }
  }

  /**
   * Makes sure that a script is one of these.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void check(String script) {
    new ReportFaults(script, 0);
  }

  /** Hands on what is to be sent now that this report was made. */
  void next(Report report, Consumer<Report> out) {
    reports++;
    release(reports, out);
    double drawn = random.nextDouble();
    if (drawn < delay) {
      hold(report);
    } else if (drawn < delay + malformed) {
      out.accept(new Report(report.key(), spoiled(report.frame()), report.micros()));
    } else {
      out.accept(report);
      if (drawn < delay + malformed + duplicate) {
        hold(report);
      }
    }
  }

  /** Hands on what is still held back. */
  void end(Consumer<Report> out) {
    release(Long.MAX_VALUE, out);
  }

  private void hold(Report report) {
    waiting.add(new Waiting(report, reports + 1 + random.nextInt(LONGEST_DELAY)));
  }

  private void release(long now, Consumer<Report> out) {
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting next = each.next();
      if (next.until() <= now) {
        each.remove();
        out.accept(next.report());
      }
    }
  }

  private static byte[] spoiled(byte[] frame) {
    return new String(frame, UTF_8).substring(frame.length / 2).getBytes(UTF_8);
  }
}
