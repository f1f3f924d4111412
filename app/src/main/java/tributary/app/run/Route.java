package tributary.app.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tributary.ingest.Runner;
import tributary.ingest.RunnerStatus;
import tributary.serve.board.Status;

/** How the whole route is doing, for the page and the terminal. Any thread may ask. */
final class Route {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Plan plan;
  private final Clocks clocks;
  private final Runner runner;
  private final Copies copies;
  private final Supplier<List<String>> modelFailures;
  private final Instant startedAt;
  private volatile @Nullable Inflow inflow;
  private long measuredNanos;
  private long measuredFrames;
  private double rate;

  Route(
      Plan plan,
      Clocks clocks,
      Runner runner,
      Copies copies,
      Supplier<List<String>> modelFailures) {
    this.plan = plan;
    this.clocks = clocks;
    this.runner = runner;
    this.copies = copies;
    this.modelFailures = modelFailures;
    this.startedAt = clocks.wall().instant();
    this.measuredNanos = clocks.nanos().getAsLong();
  }

  void follow(Inflow started) {
    inflow = started;
  }

  /** How it is doing now. */
  Status status() {
    RunnerStatus run = runner.status();
    Optional<InflowReport> report = Optional.ofNullable(inflow).map(Inflow::report);
    return new Status(
        state(run),
        report.map(InflowReport::state).orElse("none"),
        report.map(InflowReport::products).orElse(List.of()),
        rate(run.frames()),
        run.lag() < 0 ? OptionalLong.empty() : OptionalLong.of(run.lag()),
        run.commits() == 0 ? OptionalLong.empty() : OptionalLong.of(run.behindMillis()),
        new TreeMap<>(run.rows()),
        run.gaps(),
        copies.health(),
        run.rows().getOrDefault(plan.pipeline().quarantine(), 0L),
        startedAt,
        plan.folder().root(),
        errors(report, run));
  }

  private static Status.State state(RunnerStatus run) {
    if (run.failure().isPresent()) {
      return Status.State.FAILED;
    }
    return run.running() ? Status.State.RUNNING : Status.State.FINISHED;
  }

  private List<String> errors(Optional<InflowReport> report, RunnerStatus run) {
    List<String> errors = new ArrayList<>(report.map(InflowReport::notes).orElse(List.of()));
    errors.addAll(modelFailures.get());
    run.failure().ifPresent(failure -> errors.add(String.valueOf(failure.getMessage())));
    return errors;
  }

  /** Frames per second since about a second ago. */
  private synchronized double rate(long frames) {
    long now = clocks.nanos().getAsLong();
    double seconds = (now - measuredNanos) / NANOS_PER_SECOND;
    if (seconds >= 0.9) {
      rate = (frames - measuredFrames) / seconds;
      measuredNanos = now;
      measuredFrames = frames;
    }
    return rate;
  }
}
