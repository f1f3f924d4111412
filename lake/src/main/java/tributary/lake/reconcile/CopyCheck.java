package tributary.lake.reconcile;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import tributary.core.ledger.Ledger;
import tributary.lake.Catalog;
import tributary.lake.ReadFailedException;
import tributary.lake.Snapshot;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;
import tributary.lake.copy.RowSource;

/**
 * Compares a copy with its table in the lake at the very version that the copy says it holds.
 * Changes nothing on either side, and may be done beside a run.
 */
public final class CopyCheck {
  private static final int MOST_TRIES = 30;

  /** A store without transactions shows rows of a write under way before its position moves. */
  private static final int MOST_DIFFERENCES = 5;

  private final Catalog catalog;
  private final Runnable pause;

  /**
   * @param pause waits about a second, for a copy that goes on meanwhile
   */
  public CopyCheck(Catalog catalog, Runnable pause) {
    this.catalog = catalog;
    this.pause = pause;
  }

  /** What became of a check. */
  public sealed interface Outcome {
    /** All rows of that version were compared. */
    record Compared(long version, Comparison comparison) implements Outcome {}

    /** They could not be. */
    record Impossible(String why) implements Outcome {}
  }

  /**
   * Compares one copy; one that differs several times, to be sure that no write is under way.
   *
   * @throws tributary.lake.copy.CopyUnavailableException if the store cannot be reached
   * @throws tributary.lake.copy.CopyRefusedException if what is there is no copy
   */
  public Outcome check(CopyTarget target) {
    Outcome outcome = new Outcome.Impossible("nothing has been copied yet");
    int differences = 0;
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<CopyPosition> before = target.position();
      if (before.isEmpty()) {
        return outcome;
      }
      outcome = compare(target, before.get());
      boolean isStill = target.position().equals(before);
      if (isStill && outcome instanceof Outcome.Compared compared) {
        differences++;
        if (compared.comparison().isEqual() || differences == MOST_DIFFERENCES) {
          return outcome;
        }
      }
      if (!isStill) {
        differences = 0;
        outcome =
            new Outcome.Impossible(
                "the copy went on each time while it was read: stop the run, or try again when less comes");
      }
      pause.run();
    }
    return outcome;
  }

  private Outcome compare(CopyTarget target, CopyPosition position) {
    CopyShape shape = target.shape();
    try {
      Instant rebuiltAt =
          catalog.snapshot(shape.source()).ledger().map(Ledger::rebuiltAt).orElse(null);
      if (!Objects.equals(rebuiltAt, position.ledger().rebuiltAt())) {
        return new Outcome.Impossible(
            "it is the copy of another table: that in the lake was computed anew%s"
                .formatted(rebuiltAt == null ? "" : " at " + rebuiltAt));
      }
      Snapshot then = catalog.asOf(shape.source(), position.version());
      if (!then.ledger().equals(Optional.of(position.ledger()))) {
        return new Outcome.Impossible(
            "the lake's version %d has other offsets: it is the copy of another table"
                .formatted(position.version()));
      }
      RowSource lake = sink -> then.live().forEach(file -> catalog.read(then, file, sink));
      Comparison comparison = new Comparer(shape.schema(), shape.key()).compare(lake, target::scan);
      return new Outcome.Compared(position.version(), comparison);
    } catch (ReadFailedException expired) {
      return new Outcome.Impossible(
          "the lake no longer has version %d, which the copy holds (%s): let a run bring the copy up to the newest one, and reconcile then"
              .formatted(position.version(), expired.getMessage()));
    }
  }
}
