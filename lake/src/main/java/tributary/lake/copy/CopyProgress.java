package tributary.lake.copy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tributary.core.ledger.Ledger;
import tributary.lake.Catalog;
import tributary.lake.ReadFailedException;

/** How a copy stands: told by its thread, asked by any. */
final class CopyProgress {
  private final String store;
  private final CopyShape shape;
  private final InstantSource wall;
  private CopyState state = CopyState.WAITING;
  private Instant since;
  private String reason = "";
  private @Nullable CopyPosition held;
  private @Nullable Instant heldAt;
  private @Nullable Ledger newest;
  private boolean isKnown;

  CopyProgress(String store, CopyShape shape, InstantSource wall) {
    this.store = store;
    this.shape = shape;
    this.wall = wall;
    this.since = wall.instant();
  }

  synchronized void waiting(String why) {
    enter(CopyState.WAITING, why);
  }

  synchronized void away(String why) {
    enter(CopyState.AWAY, why);
  }

  synchronized void refused(String why) {
    enter(CopyState.REFUSED, why);
  }

  /** The lake has come to there. */
  synchronized void sees(Ledger ledger) {
    newest = ledger;
  }

  /** The copy stands there, and the lake is further; an empty copy stands nowhere. */
  synchronized void behind(Optional<CopyPosition> from) {
    if (!from.equals(Optional.ofNullable(held))) {
      heldAt = null;
    }
    held = from.orElse(null);
    isKnown = true;
    enter(CopyState.BEHIND, "");
  }

  /**
   * The copy holds what the newest version holds.
   *
   * @param committedAt when that was committed
   */
  synchronized void caughtUp(CopyPosition position, Instant committedAt) {
    held = position;
    heldAt = committedAt;
    isKnown = true;
    enter(CopyState.CAUGHT_UP, "");
  }

  private void enter(CopyState entered, String why) {
    if (state != entered) {
      since = wall.instant();
    }
    state = entered;
    reason = why;
  }

  synchronized CopyState state() {
    return state;
  }

  synchronized CopyStatus status() {
    return new CopyStatus(
        store,
        shape.source(),
        shape.name(),
        state,
        held == null ? OptionalLong.empty() : OptionalLong.of(held.version()),
        framesBehind(),
        behindMillis(),
        since,
        reason);
  }

  private OptionalLong framesBehind() {
    if (newest == null || !isKnown) {
      return OptionalLong.empty();
    }
    long frames = 0;
    for (int partition : newest.partitions().keySet()) {
      frames += newest.next(partition) - (held == null ? 0 : held.ledger().next(partition));
    }
    return OptionalLong.of(frames);
  }

  private OptionalLong behindMillis() {
    if (state == CopyState.CAUGHT_UP) {
      return OptionalLong.of(0);
    }
    return heldAt == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, Duration.between(heldAt, wall.instant()).toMillis()));
  }

  /**
   * Whether nothing is left to be done: it holds what the lake holds now, or it has ended. While
   * the lake cannot be read that is not known, so that something may be left.
   */
  boolean isSettled(Catalog catalog) {
    CopyPosition position;
    synchronized (this) {
      if (state == CopyState.REFUSED) {
        return true;
      }
      position = held;
    }
    Optional<Ledger> copied = Optional.ofNullable(position).map(CopyPosition::ledger);
    try {
      return catalog.snapshot(shape.source()).ledger().equals(copied);
    } catch (ReadFailedException unreadable) {
      return false;
    }
  }
}
