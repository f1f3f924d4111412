package tributary.app.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tributary.core.gaps.Gap;
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

  private final Repairer repairer;
  private final Publisher publisher;
  private final Supplier<List<Gap>> openGaps;

  private Repair(Repairer repairer, Publisher publisher, Supplier<List<Gap>> openGaps) {
    this.repairer = repairer;
    this.publisher = publisher;
    this.openGaps = openGaps;
  }

  /** Begins to look for gaps, if the venue gives back what was missed. */
  static Optional<Repair> of(SocketVenue venue, SocketVenueSide side, Surroundings around) {
    Optional<RestBackfill> backfill = venue.backfill(side.request());
    if (backfill.isEmpty() || side.rest().isEmpty()) {
      return Optional.empty();
    }
    RepairTarget target =
        new RepairTarget(venue.name(), backfill.get(), side.rest().get(), around.plan().secrets());
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
    return Optional.of(new Repair(repairer, publisher, around.openGaps()));
  }

  RepairStatus status() {
    return repairer.status();
  }

  /** Whether nothing is left that it could fetch. */
  boolean isDone() {
    return openGaps.get().isEmpty() && publisher.flush(Duration.ZERO);
  }

  List<String> notes() {
    RepairStatus status = repairer.status();
    List<String> notes = new ArrayList<>();
    if (status.gapsRepaired() > 0) {
      notes.add(
          "%d gaps repaired, %d trades fetched"
              .formatted(status.gapsRepaired(), status.framesPublished()));
    }
    if (status.tradesGivenUp() > 0) {
      notes.add("%d trades cannot be fetched any more".formatted(status.tradesGivenUp()));
    }
    status.lastProblem().ifPresent(notes::add);
    if (status.gapsOpen() > 0) {
      status.waitingFor().ifPresent(why -> notes.add("repair waits for " + why));
    }
    return notes;
  }

  @Override
  public void close() {
    repairer.close();
    publisher.flush(LONGEST_FLUSH);
    publisher.close();
  }
}
