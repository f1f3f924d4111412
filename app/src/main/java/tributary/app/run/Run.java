package tributary.app.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tributary.app.sums.Sums;
import tributary.app.terminal.StatusLine;
import tributary.app.terminal.Terminal;
import tributary.serve.board.CopyHealth;
import tributary.serve.board.Status;

/**
 * A pipeline from its start to its end: says what was started, shows how it is doing, stops cleanly
 * and shows the sums.
 */
public final class Run {
  private static final Duration TICK = Duration.ofMillis(200);

  /** Above all that the parts may wait for while something is away, so the sums are shown. */
  private static final Duration LONGEST_STOP = Session.LONGEST_CLOSE.plusSeconds(30);

  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

  private final Plan plan;
  private final Clocks clocks;
  private final Terminal terminal;
  private final StatusFile statusFile;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  public Run(Plan plan, Clocks clocks, Terminal terminal) {
    this.plan = plan;
    this.clocks = clocks;
    this.terminal = terminal;
    this.statusFile = new StatusFile(plan.folder().root(), clocks);
  }

  /**
   * Runs until everything is in the tables, or until the process is told to end.
   *
   * @return whether every frame is accounted for, and no copy was refused
   * @throws RuntimeException if a part cannot start, stopped by itself, or cannot be stopped; in
   *     the last case the sums are shown first
   */
  public boolean execute() {
    Thread hook = new Thread(this::stopAndWait, "tributary-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Outflow outflow = runParts();
      boolean holds = conclude(outflow);
      if (outflow.failure().isPresent()) {
        throw outflow.failure().get();
      }
      return holds;
    } finally {
      stopped.countDown();
      forget(hook);
    }
  }

  /** What was sent and refused, and what failed, as known when the parts were stopped. */
  private record Outflow(
      Map<String, Long> refused,
      long sent,
      List<String> refusedCopies,
      List<String> modelFailures,
      Optional<RunException> failure) {}

  private Outflow runParts() {
    try (StatusLine line = new StatusLine(terminal, PLAIN_INTERVAL, clocks.nanos())) {
      Session session = new Session(plan, clocks);
      try (session) {
        introduce(session);
        follow(session, line);
      }
      statusFile.ended();
      session.refuseAfterFailure();
      return outflow(session);
    }
  }

  private void follow(Session session, StatusLine line) {
    while (!await(stop)) {
      session.refuseAfterFailure();
      Status status = session.route().status();
      line.show(text(status));
      statusFile.write(status);
      if (plan.untilDone() && session.isDone()) {
        session.complete();
        return;
      }
    }
  }

  private void introduce(Session session) {
    PrintWriter err = terminal.err();
    err.println("Pipeline   " + plan.pipeline().name());
    err.println("Kafka      " + session.kafka().servers() + " (" + session.kafka().origin() + ")");
    err.println("Topic      " + plan.pipeline().topic().name());
    session.inflow().ifPresent(feed -> err.println("Feed       " + feed.report().address()));
    err.println("Tables     " + plan.folder().tables());
    session.page().ifPresent(page -> err.println("Page       " + page.address()));
    err.println("Log        " + plan.folder().logFile());
    session.copies().notes().forEach(note -> err.println("Note       " + note));
    err.println(plan.untilDone() ? "Runs until everything is in the tables." : "Ctrl-C stops it.");
  }

  private static String text(Status status) {
    String rows =
        status.rowsPerTable().entrySet().stream()
            .map(table -> "%s %,d".formatted(table.getKey(), table.getValue()))
            .collect(Collectors.joining(", "));
    String behind =
        status.freshnessMillis().isEmpty()
            ? "nothing committed yet"
            : "%.1f s behind".formatted(status.freshnessMillis().getAsLong() / 1000.0);
    return String.format(
        Locale.ROOT,
        "feed %s | %,.0f/s | lag %s | %s | %s%s",
        status.feed(),
        status.eventsPerSecond(),
        status.lagRecords().isEmpty() ? "?" : "%,d".formatted(status.lagRecords().getAsLong()),
        behind,
        rows,
        copies(status.copies()));
  }

  private static String copies(List<CopyHealth> all) {
    long well = all.stream().filter(CopyHealth::isWell).count();
    return all.isEmpty() ? "" : " | %d of %d copies follow".formatted(well, all.size());
  }

  private static Outflow outflow(Session session) {
    return session
        .inflow()
        .map(
            feed ->
                new Outflow(
                    new TreeMap<>(feed.report().refused()),
                    feed.written().orElse(-1),
                    session.copies().refusals(),
                    session.modelFailures(),
                    session.closeFailure()))
        .orElseGet(
            () ->
                new Outflow(
                    Map.of(),
                    -1,
                    session.copies().refusals(),
                    session.modelFailures(),
                    session.closeFailure()));
  }

  private boolean conclude(Outflow outflow) {
    PrintWriter out = terminal.out();
    Sums sums = Sums.of(plan.catalog(), plan.pipeline());
    if (outflow.sent() >= 0) {
      out.println("simulator sent %,d frames in this run".formatted(outflow.sent()));
    }
    outflow.refused().forEach((why, n) -> out.println("REFUSED %,d frames: %s".formatted(n, why)));
    outflow.refusedCopies().forEach(copy -> out.println("REFUSED copy " + copy));
    outflow.modelFailures().forEach(failure -> out.println("NOT MADE   " + failure));
    sums.print(out);
    out.flush();
    boolean isComplete = outflow.refused().isEmpty() && outflow.modelFailures().isEmpty();
    return sums.hold() && outflow.refusedCopies().isEmpty() && (isComplete || !plan.untilDone());
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void stopAndWait() {
    stop.countDown();
    try {
      stopped.await(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process is ending, and the hook is what made this run stop.
    }
  }
}
