package tributary.lake.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import tributary.lake.disk.Disk;

/**
 * Reads a Delta table at any version that its log still holds, also while another process writes
 * it. For any thread.
 */
public final class DeltaReader {
  private final DeltaLog log;

  public DeltaReader(Path folder) {
    this.log = new DeltaLog(folder, new NioEngine(Disk.local()));
  }

  /** Whether there is a table. */
  public boolean exists() {
    return Files.isDirectory(log.logFolder());
  }

  /**
   * The newest version.
   *
   * @throws IOException if there is no table, or it cannot be read; so in all methods
   */
  public DeltaVersion latest() throws IOException {
    return read(latestSnapshot());
  }

  /** The given version. */
  public DeltaVersion at(long version) throws IOException {
    return read(snapshot(builder -> builder.atVersion(version)));
  }

  /** The version that was the newest at the given time. */
  public DeltaVersion at(Instant time) throws IOException {
    Snapshot latest = latestSnapshot();
    if (time.toEpochMilli() >= latest.getTimestamp(log.engine())) {
      return read(latest);
    }
    return read(snapshot(builder -> builder.atTimestamp(time.toEpochMilli(), latest)));
  }

  /** The commits whose files the log still holds, oldest first. */
  public List<DeltaCommit> history() throws IOException {
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

  private DeltaVersion read(Snapshot snapshot) throws IOException {
    try {
      return new DeltaVersion(
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
