package tributary.lake.iceberg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Schema;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableLog;
import tributary.lake.table.TablePlace;

/**
 * The writer's side of one Iceberg table. A commit replaces exactly the metadata on which it was
 * made, or fails; nothing is cleaned up after it, so that no file of a commit that came through in
 * spite of an exception can be lost. Owned by one thread, but for {@link #upkeep}.
 */
final class IcebergTable implements TableLog {
  /** Others may commit in between, such as the upkeep, or a program that expires snapshots. */
  private static final int REBASES = 20;

  /** How many commits lie between two runs of the upkeep. */
  static final int UPKEEP_INTERVAL = 100;

  private final TableOperations operations;
  private final CommitSearch search;
  private final IcebergUpkeep upkeep;
  private final Secrets secrets;
  private final Description description;
  private final Object turn;
  private @Nullable Snapshot known;
  private Map<String, LiveFile> files;
  private Optional<String> ledger;
  private long swept;
  private boolean rebased;

  /** The metadata that the last commit was made on; a failure while they stay is not for others. */
  private String triedOn = "";

  IcebergTable(
      TableOperations operations,
      Description description,
      CommitSearch search,
      IcebergUpkeep upkeep,
      Secrets secrets,
      Object turn)
      throws IOException {
    this.operations = operations;
    this.search = search;
    this.upkeep = upkeep;
    this.secrets = secrets;
    this.description = description;
    this.turn = turn;
    TableMetadata metadata = operations.current();
    this.known = metadata.currentSnapshot();
    this.files = new Manifests(metadata, operations.io()).files(known);
    this.ledger = Optional.ofNullable(metadata.property(IcebergProperties.LEDGER, null));
    this.swept = version(metadata) - Math.min(metadata.snapshots().size(), UPKEEP_INTERVAL);
  }

  private static long version(TableMetadata metadata) {
    return metadata.lastSequenceNumber();
  }

  @Override
  public Schema schema() {
    return IcebergSchema.read(operations.current().schema());
  }

  @Override
  public Optional<String> day() {
    return description.day();
  }

  @Override
  public Optional<String> definition() {
    return Optional.ofNullable(operations.current().property(IcebergProperties.DEFINITION, null));
  }

  @Override
  public void define(String definition) throws IOException {
    synchronized (turn) {
      try {
        TableMetadata base = operations.current();
        Map<String, String> properties = new HashMap<>(base.properties());
        properties.put(IcebergProperties.DEFINITION, definition);
        operations.commit(base, base.replaceProperties(properties));
        operations.refresh();
      } catch (RuntimeException e) {
        throw secrets.failed("Cannot write down what the rows mean", e);
      }
    }
  }

  @Override
  public Path dataFolder() {
    return description.dataFolder();
  }

  @Override
  public TablePlace place() {
    return new TablePlace(
        TablePlace.Kind.ICEBERG_METADATA, operations.current().metadataFileLocation());
  }

  @Override
  public Optional<String> ledger() {
    return ledger;
  }

  @Override
  public Collection<LiveFile> files() throws IOException {
    if (rebased) {
      TableMetadata metadata = operations.current();
      files = new Manifests(metadata, operations.io()).files(known);
      rebased = false;
    }
    return files.values();
  }

  @Override
  public CommitOutcome append(List<WrittenFile> added, String newLedger) {
    return secrets.quiet(commit(Change.of(added, List.of(), newLedger), true));
  }

  @Override
  public CommitOutcome replace(List<WrittenFile> added, List<LiveFile> removed, String newLedger) {
    return secrets.quiet(commit(Change.of(added, removed, newLedger), false));
  }

  private CommitOutcome commit(Change change, boolean overOthers) {
    for (int attempt = 0; attempt < REBASES; attempt++) {
      CommitOutcome outcome = attempt(change, overOthers);
      boolean overtaken =
          outcome instanceof CommitOutcome.NotCommitted it
              && it.cause() instanceof CommitFailedException
              && !location(operations.current()).equals(triedOn);
      if (!overtaken) {
        return outcome;
      }
    }
    return attempt(change, overOthers);
  }

  /** One commit; not committed for {@link CommitFailedException} if others were faster. */
  private CommitOutcome attempt(Change change, boolean overOthers) {
    synchronized (turn) {
      TableMetadata base;
      TableMetadata next;
      try {
        base = operations.refresh();
        if (isForeign(base, overOthers)) {
          return new CommitOutcome.Foreign(
              base.lastSequenceNumber(),
              new IllegalStateException("The table is not as this writer left it"));
        }
        triedOn = location(base);
        next = change.on(base, operations, description);
      } catch (RuntimeException e) {
        return new CommitOutcome.NotCommitted(e);
      }
      CommitOutcome outcome = handIn(base, next, change);
      if (outcome instanceof CommitOutcome.Committed) {
        take(next.currentSnapshot(), change);
      }
      return outcome;
    }
  }

  private static String location(TableMetadata metadata) {
    return String.valueOf(metadata.metadataFileLocation());
  }

  private boolean isForeign(TableMetadata base, boolean overOthers) {
    if (!ledger.equals(Optional.ofNullable(base.property(IcebergProperties.LEDGER, null)))) {
      return true;
    }
    if (!description.isOf(base)) {
      return true;
    }
    Snapshot current = base.currentSnapshot();
    if (Objects.equals(id(current), id(known))) {
      return false;
    }
    known = current;
    rebased = true;
    return !overOthers;
  }

  private static @Nullable Long id(@Nullable Snapshot snapshot) {
    return snapshot == null ? null : snapshot.snapshotId();
  }

  private CommitOutcome handIn(TableMetadata base, TableMetadata next, Change change) {
    try {
      operations.commit(base, next);
      return new CommitOutcome.Committed(next.lastSequenceNumber());
    } catch (RuntimeException e) {
      return search.after(e, change);
    }
  }

  private void take(Snapshot committed, Change change) {
    known = committed;
    ledger = Optional.of(change.ledger());
    if (!rebased) {
      change.removed().forEach(file -> files.remove(file.name()));
      for (WrittenFile file : change.added()) {
        LiveFile live = description.live(file);
        files.put(live.name(), live);
      }
    }
  }

  @Override
  public boolean isUpkeepDue() {
    if (known == null || known.sequenceNumber() < swept + UPKEEP_INTERVAL) {
      return false;
    }
    swept = known.sequenceNumber();
    return true;
  }

  @Override
  public void upkeep() throws IOException {
    upkeep.run();
  }
}
