package tributary.lake.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tributary.lake.disk.Disk;

/** Keeps a table's log short and its folder free of files that no version needs. */
record DeltaUpkeep(DeltaLog log, Disk disk, Duration retention) {
  private static final StructType PATH = new StructType().add("path", StringType.STRING);
  private static final StructType NAMED = new StructType().add("add", PATH).add("remove", PATH);

  void run(Instant now) throws IOException {
    Snapshot latest = log.latest().orElseThrow();
    try {
      latest.writeCheckpoint(log.engine());
    } catch (CheckpointAlreadyExistsException e) {
      return;
    } catch (RuntimeException e) {
      throw new IOException("Cannot write a checkpoint of " + log.folder() + ": " + e, e);
    }
    Set<Path> live = new HashSet<>();
    Set<Path> removed = new HashSet<>();
    read(log.checkpointFile(latest.getVersion()), live, removed);
    for (Path file : removed) {
      touch(file, now);
    }
    sweep(log.folder(), ".parquet", live, now.minus(retention));
    sweep(log.logFolder(), ".crc", Set.of(), now.minus(retention));
    sweep(log.logFolder(), ".tmp", Set.of(), now.minus(retention));
  }

  private void read(Path checkpoint, Set<Path> live, Set<Path> removed) throws IOException {
    FileStatus file = FileStatus.of(checkpoint.toString(), Files.size(checkpoint), 0);
    try (CloseableIterator<FileReadResult> batches =
        log.engine()
            .getParquetHandler()
            .readParquetFiles(Utils.singletonCloseableIterator(file), NAMED, Optional.empty())) {
      while (batches.hasNext()) {
        ColumnarBatch batch = batches.next().getData();
        collect(batch.getColumnVector(0), live);
        collect(batch.getColumnVector(1), removed);
      }
    }
  }

  /**
   * Lets the retention of a removed file begin now. Kernel names a removed file in the next
   * checkpoint only, so that its age must tell later ones when it was last needed.
   */
  private static void touch(Path file, Instant now) throws IOException {
    try {
      Files.setLastModifiedTime(file, FileTime.from(now));
    } catch (NoSuchFileException e) {
      // Somebody else cleans up here too.
    }
  }

  private void collect(ColumnVector actions, Set<Path> into) {
    ColumnVector names = actions.getChild(0);
    for (int row = 0; row < actions.getSize(); row++) {
      if (!actions.isNullAt(row)) {
        into.add(log.dataFile(names.getString(row)));
      }
    }
  }

  /**
   * Deletes files that are neither live nor were needed within the retention. What is staged, or
   * comes in by a commit while this runs, is younger than that.
   */
  private void sweep(Path folder, String ending, Set<Path> live, Instant before)
      throws IOException {
    List<Path> candidates;
    try (Stream<Path> files = Files.list(folder)) {
      candidates =
          files.filter(file -> file.toString().endsWith(ending) && !live.contains(file)).toList();
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
