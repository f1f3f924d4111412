package tributary.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tributary.lake.disk.Disk;
import tributary.lake.disk.FolderLock;
import tributary.lake.iceberg.IcebergCatalog;
import tributary.lake.iceberg.IcebergCatalogs;

/** Opens a data folder for writing: its lock first, then its catalog. */
final class LakeOpening {
  private LakeOpening() {}

  static Lake open(Path root, Format format, InstantSource clock, Disk disk) {
    Path folder = root.toAbsolutePath().normalize();
    try {
      Files.createDirectories(folder);
      FolderLock lock = lock(folder);
      try {
        return new Lake(
            folder, lock, clock, disk, new OnePlace(folder, format), iceberg(folder, format, disk));
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new WriteFailedException(
          "Cannot write to the data folder " + folder + ": " + e.getMessage(),
          WriteFailedException.InTable.NO,
          e);
    }
  }

  private static @Nullable IcebergCatalog iceberg(Path folder, Format format, Disk disk)
      throws IOException {
    return format instanceof Format.Iceberg given
        ? IcebergCatalogs.open(folder, given.catalog(), disk)
        : null;
  }

  private static FolderLock lock(Path folder) throws IOException {
    return FolderLock.take(
        folder,
        ".writer.lock",
        holder ->
            new LakeLockedException(
                "Cannot write to %s: %s is writing there. Stop it first, or choose another data folder"
                    .formatted(folder, holder)));
  }
}
