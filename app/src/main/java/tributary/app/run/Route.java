package tributary.app.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.feeds.socket.FeedStatus;
import tributary.ingest.Runner;
import tributary.ingest.RunnerStatus;
import tributary.serve.board.Status;

/** How the whole route is doing, for the page and the terminal. Any thread may ask. */
final class Route {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Plan plan;
  private final Clocks clocks;
  private final Runner runner;
  private final Instant startedAt;
  private volatile @Nullable Inflow inflow;
  private long measuredNanos;
  private long measuredFrames;
  private double rate;

  Route(Plan plan, Clocks clocks, Runner runner) {
    this.plan = plan;
    this.clocks = clocks;
    this.runner = runner;
    this.startedAt = clocks.wall().instant();
    this.measuredNanos = clocks.nanos().getAsLong();
  }

  void follow(Inflow started) {
    inflow = started;
  }

  /** How it is doing now. */
  Status status() {
    RunnerStatus run = runner.status();
    return new Status(
        state(run),
        feedState(),
        rate(run.frames()),
        Math.max(0, run.lag()),
        run.commits() == 0 ? OptionalLong.empty() : OptionalLong.of(run.behindMillis()),
        new TreeMap<>(run.rows()),
        run.rows().getOrDefault(plan.pipeline().quarantine(), 0L),
        startedAt,
        plan.folder().root(),
        errors(run));
  }

  private static Status.State state(RunnerStatus run) {
    if (run.failure().isPresent()) {
      return Status.State.FAILED;
    }
    return run.running() ? Status.State.RUNNING : Status.State.FINISHED;
  }

  private String feedState() {
    Inflow feed = inflow;
    if (feed == null) {
      return "none";
    }
    FeedStatus status = feed.feed();
    String state =
        switch (status.state()) {
          case CONNECTING -> "connecting";
          case LIVE -> feed.isSimulated() ? "simulated" : "live";
          case BACKING_OFF -> "waiting to connect again";
          case CLOSED -> "closed";
        };
    return status.reconnects() == 0
        ? state
        : "%s, %d reconnects".formatted(state, status.reconnects());
  }

  private List<String> errors(RunnerStatus run) {
    List<String> errors = new ArrayList<>();
    Inflow feed = inflow;
    if (feed != null) {
      feed.feed().venueErrors().forEach((error, times) -> errors.add(error + " (" + times + "x)"));
      feed.feed().refusals().forEach((reason, n) -> errors.add(n + " frames refused: " + reason));
      feed.published()
          .refusals()
          .forEach((reason, n) -> errors.add(n + " not published: " + reason));
      feed.published().waitingFor().ifPresent(errors::add);
      feed.feed().lastEnding().ifPresent(why -> errors.add("last connection ended: " + why));
    }
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
