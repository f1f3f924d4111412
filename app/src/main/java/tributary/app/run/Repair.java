package tributary.app.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tributary.feeds.publish.Publisher;
import tributary.feeds.repair.RepairSettings;
import tributary.feeds.repair.RepairStatus;
import tributary.feeds.repair.RepairTarget;
import tributary.feeds.repair.Repairer;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.SocketVenue;

/** The repairer of a run and its way into the topic. */
final class Repair implements AutoCloseable {
  private static final Duration LONGEST_FLUSH = Duration.ofSeconds(2);
  private static final String OPEN = "open";

  /** Longer than a gap has to be quiet before it is worth a question. */
  private static final long LONGEST_IDLE_NANOS = Duration.ofSeconds(4).toNanos();

  /** What the venue does not give, or the pipeline does not take, is not waited for longer. */
  private static final long LONGEST_VAIN_NANOS = Duration.ofSeconds(60).toNanos();

  private final Repairer repairer;
  private final Publisher publisher;
  private final Surroundings around;
  private boolean wasBusy;
  private long wasDone = -1;
  private long sinceNanos;

  private Repair(Repairer repairer, Publisher publisher, Surroundings around) {
    this.repairer = repairer;
    this.publisher = publisher;
    this.around = around;
  }

  /** Begins to look for gaps, if the venue gives back what was missed. */
  static Optional<Repair> of(SocketVenue venue, SocketVenueSide side, Surroundings around) {
    Optional<RestBackfill> backfill = venue.backfill(side.request());
    if (backfill.isEmpty() || side.rest().isEmpty()) {
      return Optional.empty();
    }
    RepairTarget target =
        new RepairTarget(
            venue.name(), backfill.get(), side.rest().get(), side.secrets(around.plan()));
    Clocks clocks = around.clocks();
    Publisher publisher =
        Publisher.to(around.plan().pipeline().topic().name(), around.kafka(), clocks.nanos());
    Repairer repairer =
        new Repairer(
            target,
            RepairSettings.DEFAULT,
            around.openGaps(),
            publisher,
            side.wall(),
            clocks.nanos(),
            clocks.random());
    repairer.start();
    return Optional.of(new Repair(repairer, publisher, around));
  }

  /** Whether no gap is open, or nothing has become of those that are for a while. */
  boolean isDone() {
    if (around.gapCounts().get().getOrDefault(OPEN, 0L) == 0) {
      return true;
    }
    long now = around.clocks().nanos().getAsLong();
    boolean hasWork = !around.openGaps().get().isEmpty();
    long done = repairer.status().framesPublished() + repairer.status().tradesGivenUp();
    if (hasWork != wasBusy || done != wasDone) {
      wasBusy = hasWork;
      wasDone = done;
      sinceNanos = now;
    }
    return now - sinceNanos >= (hasWork ? LONGEST_VAIN_NANOS : LONGEST_IDLE_NANOS);
  }

  /** What people should know; how many gaps there are is told elsewhere. */
  List<String> notes() {
    RepairStatus status = repairer.status();
    List<String> notes = new ArrayList<>();
    if (status.tradesGivenUp() > 0) {
      notes.add("%d trades cannot be fetched any more".formatted(status.tradesGivenUp()));
    }
    if (status.gapsStuck() > 0) {
      notes.add("%d gaps stay open whatever is fetched".formatted(status.gapsStuck()));
    }
    status.lastProblem().ifPresent(notes::add);
    return notes;
  }

  /** Publishes nothing more: the broker will not come back. */
  void abandon() {
    publisher.abandon();
  }

  @Override
  public void close() {
    repairer.close();
    publisher.flush(LONGEST_FLUSH);
    publisher.close();
  }
}
