package tributary.lake.iceberg;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import tributary.lake.table.TableCommit;
import tributary.lake.table.TableReader;
import tributary.lake.table.TableVersion;

/**
 * Reads an Iceberg table at any snapshot that its metadata still hold. Versions are the sequence
 * numbers of snapshots; a snapshot's id names it too. A table without snapshots is at version 0.
 */
record IcebergReader(TableOperations operations, Secrets secrets) implements TableReader {

  /** A snapshot with its time, which is never before that of the snapshot before it. */
  private record Kept(Snapshot snapshot, Instant time) {}

  @Override
  public TableVersion latest() throws IOException {
    TableMetadata metadata = metadata();
    List<Kept> kept = kept(metadata);
    return kept.isEmpty() ? empty(metadata) : read(metadata, kept, kept.size() - 1);
  }

  @Override
  public Optional<String> definition() throws IOException {
    return Optional.ofNullable(metadata().property(IcebergProperties.DEFINITION, null));
  }

  @Override
  public TableVersion at(long version) throws IOException {
    TableMetadata metadata = metadata();
    List<Kept> kept = kept(metadata);
    int place = last(kept, it -> it.snapshot().sequenceNumber() == version);
    if (place < 0) {
      place = last(kept, it -> it.snapshot().snapshotId() == version);
    }
    if (place < 0 && kept.isEmpty() && version == 0) {
      return empty(metadata);
    }
    return read(metadata, kept, place, "version " + version);
  }

  @Override
  public TableVersion at(Instant time) throws IOException {
    TableMetadata metadata = metadata();
    List<Kept> kept = kept(metadata);
    return read(metadata, kept, last(kept, it -> !it.time().isAfter(time)), "a version of " + time);
  }

  @Override
  public List<TableCommit> history() throws IOException {
    List<TableCommit> commits = new ArrayList<>();
    for (Kept each : kept(metadata())) {
      commits.add(
          new TableCommit(each.snapshot().sequenceNumber(), each.time(), own(each.snapshot())));
    }
    return commits;
  }

  private static int last(List<Kept> kept, Predicate<Kept> wanted) {
    for (int i = kept.size() - 1; i >= 0; i--) {
      if (wanted.test(kept.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private TableMetadata metadata() throws IOException {
    try {
      return operations.refresh();
    } catch (RuntimeException e) {
      throw secrets.failed("Cannot read its metadata", e);
    }
  }

  /** The snapshots that led to the current one, oldest first. */
  private static List<Kept> kept(TableMetadata metadata) {
    List<Snapshot> snapshots = new ArrayList<>();
    Snapshot next = metadata.currentSnapshot();
    while (next != null) {
      snapshots.add(next);
      Long parent = next.parentId();
      next = parent == null ? null : metadata.snapshot(parent);
    }
    Collections.reverse(snapshots);
    List<Kept> kept = new ArrayList<>();
    Instant time = Instant.MIN;
    for (Snapshot snapshot : snapshots) {
      Instant own = Instant.ofEpochMilli(snapshot.timestampMillis());
      time = own.isBefore(time) ? time : own;
      kept.add(new Kept(snapshot, time));
    }
    return kept;
  }

  private static TableVersion empty(TableMetadata metadata) throws IOException {
    return new TableVersion(
        0,
        Instant.ofEpochMilli(metadata.lastUpdatedMillis()),
        ColumnNames.schema(metadata),
        List.of(),
        Optional.empty());
  }

  private TableVersion read(TableMetadata metadata, List<Kept> kept, int place, String wanted)
      throws IOException {
    if (place < 0) {
      throw new IOException(
          "Cannot find %s in %s: the table keeps %s"
              .formatted(
                  wanted,
                  metadata.location(),
                  kept.isEmpty()
                      ? "none"
                      : kept.get(0).snapshot().sequenceNumber()
                          + " to "
                          + kept.get(kept.size() - 1).snapshot().sequenceNumber()));
    }
    return read(metadata, kept, place);
  }

  private TableVersion read(TableMetadata metadata, List<Kept> kept, int place) throws IOException {
    Manifests manifests = new Manifests(metadata, operations.io());
    Kept wanted = kept.get(place);
    try {
      return new TableVersion(
          wanted.snapshot().sequenceNumber(),
          wanted.time(),
          ColumnNames.schema(metadata),
          List.copyOf(manifests.files(wanted.snapshot()).values()),
          ledger(metadata, kept, place));
    } catch (RuntimeException e) {
      throw manifests.unreadable(e);
    }
  }

  /** The ledger as of a snapshot: the table's property, or what the snapshots up to it say. */
  private static Optional<String> ledger(TableMetadata metadata, List<Kept> kept, int place)
      throws IOException {
    Optional<String> newest =
        Optional.ofNullable(metadata.property(IcebergProperties.LEDGER, null));
    if (newest.isEmpty() || place == kept.size() - 1) {
      return newest;
    }
    for (int i = place; i >= 0; i--) {
      Snapshot snapshot = kept.get(i).snapshot();
      if (isOurs(snapshot)) {
        Optional<String> own = own(snapshot);
        if (own.isEmpty()) {
          throw unknown(metadata, snapshot);
        }
        return own;
      }
    }
    if (kept.get(0).snapshot().parentId() == null) {
      return Optional.empty();
    }
    boolean moved = kept.stream().skip(place).anyMatch(it -> isOurs(it.snapshot()));
    if (moved) {
      throw unknown(metadata, kept.get(place).snapshot());
    }
    return newest;
  }

  private static boolean isOurs(Snapshot snapshot) {
    return snapshot.summary().containsKey(IcebergProperties.TOKEN);
  }

  private static Optional<String> own(Snapshot snapshot) {
    return Optional.ofNullable(snapshot.summary().get(IcebergProperties.LEDGER));
  }

  private static IOException unknown(TableMetadata metadata, Snapshot snapshot) {
    return new IOException(
        "Cannot find the ledger of version %d in %s: it was too long to be kept, or is forgotten"
            .formatted(snapshot.sequenceNumber(), metadata.location()));
  }
}
