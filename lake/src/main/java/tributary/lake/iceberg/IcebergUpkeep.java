package tributary.lake.iceberg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import tributary.lake.disk.Disk;

/**
 * Keeps a table's metadata short and its folder free of files that no snapshot needs.
 *
 * @param operations of its own, since it runs beside the commits
 * @param turn held while the metadata are replaced, so that no commit is overtaken
 */
record IcebergUpkeep(
    TableOperations operations, Disk disk, Duration retention, InstantSource clock, Object turn) {
  /** The metadata name every snapshot, and each commit writes them: so many are kept at most. */
  static final int MOST_SNAPSHOTS = 200;

  /** As long as anybody may take to open what the metadata named a moment ago. */
  private static final Duration METADATA_GRACE = Duration.ofHours(1);

  private static final Pattern DATA =
      Pattern.compile("[a-z]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.parquet");
  private static final Pattern METADATA = Pattern.compile(".*\\.(avro|metadata\\.json)");
  private static final int ATTEMPTS = 20;
  private static final int ATTEMPTS_BESIDE = 5;

  void run() throws IOException {
    Instant now = clock.instant();
    TableMetadata kept;
    try {
      kept = expire(now);
    } catch (RuntimeException e) {
      throw new IOException("Cannot expire snapshots: " + e, e);
    }
    Set<Path> needed = new Manifests(kept, operations.io()).needed();
    Path data = Manifests.dataFolder(kept);
    sweep(data, DATA, needed, now.minus(retention));
    sweep(data.resolveSibling("metadata"), METADATA, needed, now.minus(METADATA_GRACE));
  }

  /** Looks beside the commits first, and in their turn only if they come too often for that. */
  private TableMetadata expire(Instant now) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        if (attempt <= ATTEMPTS_BESIDE) {
          return expireOnce(now);
        }
        synchronized (turn) {
          return expireOnce(now);
        }
      } catch (CommitFailedException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * The files that are forgotten are touched before the commit: if the program dies right after it,
   * the next sweep does not know that somebody may still read them.
   */
  private TableMetadata expireOnce(Instant now) throws IOException {
    TableMetadata base = operations.refresh();
    Draft draft = new Draft(operations, base);
    new BaseTable(draft, "draft", report -> {})
        .expireSnapshots()
        .expireOlderThan(oldest(base, now))
        .retainLast(1)
        .cleanExpiredFiles(false)
        .commit();
    if (draft.current().snapshots().size() == base.snapshots().size()) {
      return base;
    }
    Set<Path> forgotten = new Manifests(base, operations.io()).ofSnapshots();
    forgotten.removeAll(new Manifests(draft.current(), operations.io()).ofSnapshots());
    for (Path file : forgotten) {
      touch(file, now);
    }
    synchronized (turn) {
      operations.commit(base, draft.current());
      return operations.refresh();
    }
  }

  /** Snapshots before this time go: those older than the retention, and all but the newest. */
  private long oldest(TableMetadata metadata, Instant now) {
    List<Long> times =
        metadata.snapshots().stream().map(Snapshot::timestampMillis).sorted().toList();
    long retained = now.minus(retention).toEpochMilli();
    return times.size() <= MOST_SNAPSHOTS
        ? retained
        : Math.max(retained, times.get(times.size() - MOST_SNAPSHOTS));
  }

  /** Lets the retention of a file begin now that no snapshot needs it any more. */
  private static void touch(Path file, Instant now) throws IOException {
    try {
      Files.setLastModifiedTime(file, FileTime.from(now));
    } catch (NoSuchFileException e) {
      // Iceberg deletes old metadata itself.
    }
  }

  /**
   * Deletes files of ours that no snapshot needs nor needed within the time. What is staged, or
   * comes in by a commit while this runs, is younger than that.
   */
  private void sweep(Path folder, Pattern ours, Set<Path> needed, Instant before)
      throws IOException {
    List<Path> candidates;
    try (Stream<Path> files = Files.list(folder)) {
      candidates =
          files
              .filter(file -> ours.matcher(file.getFileName().toString()).matches())
              .filter(file -> !needed.contains(file))
              .toList();
    }
    for (Path file : candidates) {
      if (isOlder(file, before)) {
        disk.delete(file);
      }
    }
  }

  private static boolean isOlder(Path file, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
