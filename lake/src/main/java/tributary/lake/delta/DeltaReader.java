package tributary.lake.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tributary.lake.disk.Disk;
import tributary.lake.table.TableCommit;
import tributary.lake.table.TableReader;
import tributary.lake.table.TableVersion;

/**
 * Reads a Delta table at any version that its log still holds, also while another process writes
 * it. For any thread.
 */
public final class DeltaReader implements TableReader {
  private final DeltaLog log;

  public DeltaReader(Path folder) {
    this.log = new DeltaLog(folder, new NioEngine(Disk.local()));
  }

  /** Whether there is a table. */
  public boolean exists() {
    return Files.isDirectory(log.logFolder());
  }

  @Override
  public TableVersion latest() throws IOException {
    return read(latestSnapshot());
  }

  @Override
  public Optional<String> definition() throws IOException {
    try {
      return latestSnapshot().getDomainMetadata(DeltaLog.DEFINITION);
    } catch (RuntimeException e) {
      throw log.unreadable(e);
    }
  }

  @Override
  public TableVersion at(long version) throws IOException {
    return read(snapshot(builder -> builder.atVersion(version)));
  }

  @Override
  public TableVersion at(Instant time) throws IOException {
    Snapshot latest = latestSnapshot();
    if (time.toEpochMilli() >= latest.getTimestamp(log.engine())) {
      return read(latest);
    }
    return read(snapshot(builder -> builder.atTimestamp(time.toEpochMilli(), latest)));
  }

  @Override
  public List<TableCommit> history() throws IOException {
    return new DeltaHistory(log).read();
  }

  private Snapshot latestSnapshot() throws IOException {
    return log.latest()
        .orElseThrow(() -> new IOException("Cannot find a table in " + log.folder()));
  }

  private Snapshot snapshot(UnaryOperator<SnapshotBuilder> which) throws IOException {
    try {
      return which.apply(TableManager.loadSnapshot(log.folder().toString())).build(log.engine());
    } catch (RuntimeException e) {
      throw log.unreadable(e);
    }
  }

  private TableVersion read(Snapshot snapshot) throws IOException {
    try {
      return new TableVersion(
          snapshot.getVersion(),
          Instant.ofEpochMilli(snapshot.getTimestamp(log.engine())),
          DeltaSchema.read(snapshot.getSchema()),
          List.copyOf(log.files(snapshot).values()),
          snapshot.getDomainMetadata(DeltaLog.LEDGER));
    } catch (RuntimeException e) {
      throw log.unreadable(e);
    }
  }
}
