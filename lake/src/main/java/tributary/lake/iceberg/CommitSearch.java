package tributary.lake.iceberg;

import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.util.SnapshotUtil;
import tributary.lake.table.CommitOutcome;

/**
 * Finds out after an exception whether a commit is in the table.
 *
 * @param mayLandLate whether the catalog may carry out a commit after the call has failed
 */
record CommitSearch(TableOperations operations, boolean mayLandLate) {

  /**
   * What became of the change. What the catalog has, it has for good: all files were synced before
   * they were named to it.
   */
  CommitOutcome after(RuntimeException cause, Change change) {
    try {
      TableMetadata now = operations.refresh();
      Optional<Snapshot> ours = find(now, change);
      if (ours.isEmpty()) {
        return isCertain(cause)
            ? new CommitOutcome.NotCommitted(cause)
            : new CommitOutcome.Unknown(cause);
      }
      return isIn(now, ours.get(), change)
          ? new CommitOutcome.Committed(ours.get().sequenceNumber())
          : new CommitOutcome.Unknown(cause);
    } catch (RuntimeException e) {
      if (e != cause) {
        cause.addSuppressed(e);
      }
      return new CommitOutcome.Unknown(cause);
    }
  }

  private static Optional<Snapshot> find(TableMetadata metadata, Change change) {
    return metadata.snapshots().stream()
        .filter(it -> change.token().equals(it.summary().get(IcebergProperties.TOKEN)))
        .findFirst();
  }

  private static boolean isIn(TableMetadata now, Snapshot ours, Change change) {
    Snapshot current = now.currentSnapshot();
    if (current != null && current.snapshotId() == ours.snapshotId()) {
      return change.ledger().equals(now.property(IcebergProperties.LEDGER, null));
    }
    return current != null
        && SnapshotUtil.isAncestorOf(current.snapshotId(), ours.snapshotId(), now::snapshot);
  }

  /**
   * The catalog refused the commit, or the metadata could not be written, or it answers at once.
   */
  private boolean isCertain(RuntimeException cause) {
    return !mayLandLate
        || cause instanceof CommitFailedException
        || cause instanceof UncheckedIOException;
  }
}
