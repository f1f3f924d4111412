package tributary.bench.spark;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Prints each outcome, and in the end the medians and how they compare. */
final class Report {
  private static final double MIB = 1 << 20;

  private final PrintStream out;
  private final Map<Contestant, List<Outcome>> outcomes = new EnumMap<>(Contestant.class);

  Report(PrintStream out) {
    this.out = out;
  }

  void add(int round, Contestant contestant, Outcome outcome) {
    outcomes.computeIfAbsent(contestant, absent -> new ArrayList<>()).add(outcome);
    out.printf(
        "round %d  %-5s  %6.2f us CPU/event  %,9.0f events/s  %,.0f s wall, %,.0f s CPU,"
            + " resident %,.0f MiB, %,d processes started, %s windows, load %.1f%n",
        round,
        label(contestant),
        outcome.cpuMicrosPerEvent(),
        outcome.eventsPerSecond(),
        outcome.used().wallNanos() / 1e9,
        outcome.used().cpuNanos() / 1e9,
        outcome.used().residentBytes() / MIB,
        outcome.used().children(),
        outcome.windows(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  static String label(Contestant contestant) {
    return contestant.name().toLowerCase(Locale.ROOT);
  }

  void conclude() {
    outcomes.forEach(
        (contestant, all) ->
            out.printf(
                "median   %-5s  %6.2f us CPU/event  %,9.0f events/s%n",
                label(contestant),
                median(all, Outcome::cpuMicrosPerEvent),
                median(all, Outcome::eventsPerSecond)));
    compare(Contestant.TUNED, Contestant.STOCK, "");
    compare(Contestant.OURS, Contestant.STOCK, " (at most 0.33 wanted)");
    compare(Contestant.OURS, Contestant.TUNED, " (at most 0.50 wanted)");
  }

  private void compare(Contestant one, Contestant other, String wanted) {
    if (outcomes.containsKey(one) && outcomes.containsKey(other)) {
      out.printf(
          "%s / %s: CPU %.2f%s, events/s %.2f%n",
          label(one),
          label(other),
          ratio(one, other, Outcome::cpuMicrosPerEvent),
          wanted,
          ratio(one, other, Outcome::eventsPerSecond));
    }
  }

  /** The median of the rounds' own ratios: both contestants of a round met the same machine. */
  private double ratio(Contestant one, Contestant other, ToDoubleFunction<Outcome> figure) {
    List<Outcome> above = outcomes.getOrDefault(one, List.of());
    List<Outcome> below = outcomes.getOrDefault(other, List.of());
    double[] ratios = new double[above.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(above.get(i)) / figure.applyAsDouble(below.get(i));
    }
    return median(ratios);
  }

  private static double median(List<Outcome> all, ToDoubleFunction<Outcome> figure) {
    return median(all.stream().mapToDouble(figure).toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
