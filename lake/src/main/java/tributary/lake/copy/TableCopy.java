package tributary.lake.copy;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.core.ledger.Ledger;
import tributary.lake.Catalog;
import tributary.lake.ReadFailedException;
import tributary.lake.Snapshot;

/** One copied table: brings the copy up to the lake. For one thread, but for its status. */
final class TableCopy {
  private static final Logger LOG = LoggerFactory.getLogger(TableCopy.class);

  private final CopyTarget target;
  private final CopyProgress progress;
  private final LongSupplier nanos;
  private final LakeSide lake;
  private final Backoff backoff;
  private @Nullable CopyPosition known;
  private boolean isPrepared;
  private long retryNanos;

  TableCopy(
      String store,
      Catalog catalog,
      CopyTarget target,
      InstantSource wall,
      LongSupplier nanos,
      RandomGenerator random) {
    this.target = target;
    this.progress = new CopyProgress(store, target.shape(), wall);
    this.nanos = nanos;
    this.lake = new LakeSide(catalog, target.shape());
    this.backoff = new Backoff(random);
    this.retryNanos = nanos.getAsLong();
  }

  CopyProgress progress() {
    return progress;
  }

  /** How long it has to be left alone; 0 or less if it can be tried now. */
  long restNanos() {
    return progress.state() == CopyState.REFUSED ? Long.MAX_VALUE : retryNanos - nanos.getAsLong();
  }

  /**
   * Brings the copy up to the newest version of its table, unless it is there. What goes wrong is
   * in the status.
   *
   * @param isAbandoned asked between batches whether to give up what is under way
   */
  void attempt(BooleanSupplier isAbandoned) {
    try {
      copy(isAbandoned);
      backoff.reset();
    } catch (CopyRefusedException refused) {
      LOG.error("Copy {} has ended: {}", target.shape().name(), refused.getMessage());
      forget();
      progress.refused(String.valueOf(refused.getMessage()));
    } catch (CopyUnavailableException away) {
      LOG.warn("Copy {} waits for its store: {}", target.shape().name(), away.getMessage());
      forget();
      retryNanos = nanos.getAsLong() + backoff.afterFailure();
      progress.away(String.valueOf(away.getMessage()));
    } catch (ReadFailedException unreadable) {
      String reason = String.valueOf(unreadable.getMessage());
      if (!reason.equals(progress.status().reason())) {
        LOG.warn("Copy {} waits for the lake: {}", target.shape().name(), reason);
      }
      forget();
      retryNanos = nanos.getAsLong() + backoff.afterFailure();
      progress.waiting(reason);
    } catch (AbandonedException ending) {
      forget();
    } catch (RuntimeException fault) {
      LOG.error("Copy {} has ended", target.shape().name(), fault);
      forget();
      fail(fault);
    }
  }

  private void copy(BooleanSupplier isAbandoned) {
    Snapshot newest = lake.newest();
    Optional<Ledger> ledger = newest.ledger();
    if (ledger.isEmpty()) {
      progress.waiting("");
      return;
    }
    progress.sees(ledger.get());
    if (!isPrepared) {
      target.prepare();
      isPrepared = true;
    }
    Optional<CopyPosition> from = position();
    from.ifPresent(position -> Continuation.check(target.shape(), position, newest));
    if (from.isPresent() && from.get().ledger().equals(ledger.get())) {
      progress.caughtUp(from.get(), newest.committedAt());
      return;
    }
    progress.behind(from);
    CopyPosition to = new CopyPosition(newest.version(), ledger.get());
    known = null;
    target.write(from, to, lake.rows(newest, from, isAbandoned));
    known = to;
    lake.holds(newest);
    progress.caughtUp(to, newest.committedAt());
  }

  private Optional<CopyPosition> position() {
    return known == null ? target.position() : Optional.of(known);
  }

  /** After a failure only the store itself knows how far the copy has come. */
  private void forget() {
    known = null;
    isPrepared = false;
    target.close();
  }

  /**
   * Ends the copy for a fault of ours; the words of others may hold anything, so the log has them.
   */
  void fail(Throwable fault) {
    progress.refused(
        "Cannot copy on: %s; the log says more".formatted(fault.getClass().getSimpleName()));
  }

  void close() {
    target.close();
  }
}
