package tributary.bench.ingest;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Prints each outcome, and in the end the medians and what they mean. */
final class Report {
  /** Three stock Spark queries over the same 2,000,000 tickers on 2 cores: performance.md. */
  private static final double STOCK_SPARK_EVENTS_PER_SECOND = 28_000;

  private static final double MIB = 1 << 20;

  private final PrintStream out;
  private final Map<Contestant, List<Outcome>> outcomes = new EnumMap<>(Contestant.class);

  Report(PrintStream out) {
    this.out = out;
  }

  void add(int round, Contestant contestant, Outcome outcome) {
    outcomes.computeIfAbsent(contestant, absent -> new ArrayList<>()).add(outcome);
    out.printf(
        "round %d  %-10s  %,9.0f events/s  %.2f us CPU/event  heap %,.0f MiB, resident %,.0f MiB,"
            + " %d processes started, load %.1f%n",
        round,
        contestant.label(),
        outcome.eventsPerSecond(),
        outcome.cpuMicrosPerEvent(),
        outcome.cost().heapBytes() / MIB,
        outcome.cost().residentBytes() / MIB,
        outcome.cost().children(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  void conclude() {
    for (Contestant contestant : Contestant.values()) {
      out.printf(
          "median   %-10s  %,9.0f events/s  %.2f us CPU/event%n",
          contestant.label(),
          median(contestant, Outcome::eventsPerSecond),
          median(contestant, Outcome::cpuMicrosPerEvent));
      printBytes(contestant);
    }
    out.printf(
        "tributary / plain loop: CPU %.2f (at most 1.5 wanted), events/s %.2f%n",
        ratio(Outcome::cpuMicrosPerEvent), ratio(Outcome::eventsPerSecond));
    out.printf(
        "tributary / stock Spark (28,000 events/s on 2 cores): %.1f (at least 10 wanted)%n",
        median(Contestant.TRIBUTARY, Outcome::eventsPerSecond) / STOCK_SPARK_EVENTS_PER_SECOND);
  }

  private void printBytes(Contestant contestant) {
    List<Outcome> all = of(contestant);
    for (String table : new TreeSet<>(all.get(0).tableBytes().keySet())) {
      out.printf(
          "         %-22s %6.2f bytes/event%n", table, median(all, it -> it.bytesPerEvent(table)));
    }
  }

  private List<Outcome> of(Contestant contestant) {
    return outcomes.getOrDefault(contestant, List.of());
  }

  /** The median of the rounds' own ratios: both contestants of a round met the same machine. */
  private double ratio(ToDoubleFunction<Outcome> figure) {
    List<Outcome> ours = of(Contestant.TRIBUTARY);
    List<Outcome> plain = of(Contestant.PLAIN);
    double[] ratios = new double[ours.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(plain.get(i));
    }
    return median(ratios);
  }

  private double median(Contestant contestant, ToDoubleFunction<Outcome> figure) {
    return median(of(contestant), figure);
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
