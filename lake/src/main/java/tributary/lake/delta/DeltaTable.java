package tributary.lake.delta;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tributary.core.rows.Schema;
import tributary.lake.disk.Disk;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableForm;
import tributary.lake.table.TableLog;
import tributary.lake.table.TablePlace;

/**
 * The writer's side of one Delta table. It goes on from its own commits without reading the log
 * again, so that a commit costs the same however old the table is. Owned by one thread, but for
 * {@link #upkeep}.
 */
public final class DeltaTable implements TableLog {
  private static final String ENGINE = "tributary ";

  /** Commits of others that leave the ledger alone, such as a compaction, may come in between. */
  private static final int REBASES = 20;

  private final DeltaLog log;
  private final TableForm form;
  private final InstantSource clock;
  private final DeltaUpkeep upkeep;
  private Snapshot snapshot;
  private Map<String, LiveFile> files;
  private Optional<String> ledger;
  private long checkpoint;
  private boolean rebased;
  private volatile boolean shortened;

  private DeltaTable(
      DeltaLog log, TableForm form, Disk disk, InstantSource clock, Snapshot snapshot)
      throws IOException {
    this.log = log;
    this.form = form;
    this.clock = clock;
    this.upkeep = new DeltaUpkeep(log, disk, form.retention());
    this.snapshot = snapshot;
    this.files = log.files(snapshot);
    this.ledger = snapshot.getDomainMetadata(DeltaLog.LEDGER);
    this.checkpoint = snapshot.getLogSegment().getCheckpointVersionOpt().orElse(0L);
  }

  /**
   * Opens the table in the folder; makes it if there is none. A table that is there keeps its own
   * schema: compare {@link #schema}.
   *
   * @throws IOException if the log cannot be read or written
   * @throws IllegalArgumentException if the form asks for partitions, which are made in Iceberg
   *     only
   */
  public static DeltaTable open(Path folder, TableForm form, Disk disk, InstantSource clock)
      throws IOException {
    if (form.day().isPresent()) {
      throw new IllegalArgumentException(
          "Invalid partition of " + folder + ": only Iceberg tables are partitioned by day");
    }
    DeltaLog log = new DeltaLog(folder, new NioEngine(disk));
    Optional<Snapshot> found = log.latestForWriting();
    if (found.isEmpty()) {
      create(log, form, disk);
      found = log.latestForWriting();
    }
    return new DeltaTable(log, form, disk, clock, found.orElseThrow());
  }

  private static void create(DeltaLog log, TableForm form, Disk disk) throws IOException {
    try {
      Files.createDirectories(log.folder());
      disk.syncName(log.folder());
      Transaction transaction =
          TableManager.buildCreateTableTransaction(
                  log.folder().toString(), DeltaSchema.of(form.schema()), ENGINE.trim())
              .withTableProperties(DeltaProperties.of(form))
              .build(log.engine());
      form.definition().ifPresent(it -> transaction.addDomainMetadata(DeltaLog.DEFINITION, it));
      transaction.commit(log.engine(), CloseableIterable.emptyIterable());
    } catch (RuntimeException e) {
      throw new IOException("Cannot make the table " + log.folder() + ": " + e, e);
    }
  }

  @Override
  public Schema schema() {
    return DeltaSchema.read(snapshot.getSchema());
  }

  @Override
  public Optional<String> day() {
    return Optional.empty();
  }

  @Override
  public Optional<String> definition() {
    return snapshot.getDomainMetadata(DeltaLog.DEFINITION);
  }

  /** Never over a commit of others: it may have moved the ledger, which this does not look at. */
  @Override
  public void define(String definition) throws IOException {
    try {
      Transaction transaction =
          snapshot
              .buildUpdateTableTransaction(ENGINE.trim(), Operation.MANUAL_UPDATE)
              .withMaxRetries(0)
              .build(log.engine());
      transaction.addDomainMetadata(DeltaLog.DEFINITION, definition);
      take(
          transaction.commit(log.engine(), CloseableIterable.emptyIterable()),
          List.of(),
          List.of());
    } catch (RuntimeException e) {
      throw new IOException("Cannot write down what the rows mean: " + e, e);
    }
  }

  @Override
  public Path dataFolder() {
    return log.folder();
  }

  @Override
  public TablePlace place() {
    return new TablePlace(TablePlace.Kind.DELTA_FOLDER, log.folder().toString());
  }

  @Override
  public Optional<String> ledger() {
    return ledger;
  }

  @Override
  public Collection<LiveFile> files() throws IOException {
    catchUp();
    return files.values();
  }

  @Override
  public CommitOutcome append(List<WrittenFile> added, String newLedger) {
    return commit(added, List.of(), newLedger, REBASES);
  }

  @Override
  public CommitOutcome replace(List<WrittenFile> added, List<LiveFile> removed, String newLedger) {
    return commit(added, removed, newLedger, 0);
  }

  private CommitOutcome commit(
      List<WrittenFile> added, List<LiveFile> removed, String newLedger, int rebases) {
    String token = ENGINE + UUID.randomUUID();
    long before = snapshot.getVersion();
    try {
      catchUp();
      before = snapshot.getVersion();
      FileActions actions = new FileActions(form, snapshot.getSchema(), clock.millis());
      Transaction transaction =
          snapshot
              .buildUpdateTableTransaction(token, Operation.WRITE)
              .withMaxRetries(rebases)
              .build(log.engine());
      transaction.addDomainMetadata(DeltaLog.LEDGER, newLedger);
      TransactionCommitResult result =
          transaction.commit(
              log.engine(),
              CloseableIterable.inMemoryIterable(
                  Utils.toCloseableIterator(actions.of(added, removed).iterator())));
      take(result, added, removed);
      ledger = Optional.of(newLedger);
      return new CommitOutcome.Committed(result.getVersion());
    } catch (ConcurrentWriteException | MaxCommitRetryLimitReachedException e) {
      return new CommitOutcome.Foreign(before + 1, e);
    } catch (RuntimeException | IOException e) {
      return log.lookFor(token, before + 1, e);
    }
  }

  private void take(
      TransactionCommitResult result, List<WrittenFile> added, List<LiveFile> removed) {
    Optional<Snapshot> after = result.getPostCommitSnapshot();
    if (after.isEmpty()) {
      rebased = true;
      return;
    }
    snapshot = after.get();
    removed.forEach(file -> files.remove(file.name()));
    for (WrittenFile file : added) {
      LiveFile live = FileActions.live(file, form);
      files.put(live.name(), live);
    }
  }

  /** Reads the log again after others wrote to it, or after a checkpoint made it short. */
  private void catchUp() throws IOException {
    if (rebased) {
      snapshot = log.latestForWriting().orElseThrow();
      files = new LinkedHashMap<>(log.files(snapshot));
      rebased = false;
    } else if (shortened) {
      shortened = false;
      log.writeChecksum(snapshot);
      Snapshot latest = log.latest().orElseThrow();
      if (latest.getVersion() == snapshot.getVersion()) {
        snapshot = latest;
      }
    }
  }

  @Override
  public boolean isUpkeepDue() {
    if (snapshot.getVersion() < checkpoint + DeltaProperties.CHECKPOINT_INTERVAL) {
      return false;
    }
    checkpoint = snapshot.getVersion();
    return true;
  }

  /**
   * Writes a checkpoint, forgets versions older than the retention, and deletes files that no
   * version needs any more. May run on another thread than the commits; one at a time.
   *
   * @throws IOException if it broke off; the table is as good as before
   */
  @Override
  public void upkeep() throws IOException {
    upkeep.run(clock.instant());
    shortened = true;
  }
}
