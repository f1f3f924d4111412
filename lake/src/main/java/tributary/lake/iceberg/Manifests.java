package tributary.lake.iceberg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;
import tributary.lake.table.LiveFile;

/** Reads which files a table's snapshots consist of. Stateless, for any thread. */
record Manifests(TableMetadata metadata, FileIO io) {

  /** Where the data files lie that we write. */
  static Path dataFolder(TableMetadata metadata) {
    return NioFiles.path(metadata.location()).resolve("data");
  }

  /**
   * The data files of a snapshot by their names, in the order in which the manifests give them.
   *
   * @throws IOException if a manifest cannot be read, or if rows of a file are marked as deleted
   */
  Map<String, LiveFile> files(@Nullable Snapshot snapshot) throws IOException {
    Map<String, LiveFile> files = new LinkedHashMap<>();
    if (snapshot == null) {
      return files;
    }
    Path folder = dataFolder(metadata);
    try {
      refuseDeletes(snapshot);
      for (ManifestFile manifest : snapshot.dataManifests(io)) {
        try (ManifestReader<DataFile> reader = read(manifest)) {
          for (DataFile file : reader) {
            LiveFile live = live(folder, file);
            files.put(live.name(), live);
          }
        }
      }
      return files;
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  private void refuseDeletes(Snapshot snapshot) throws IOException {
    for (ManifestFile manifest : snapshot.deleteManifests(io)) {
      if (manifest.hasAddedFiles() || manifest.hasExistingFiles()) {
        throw new IOException(
            "Cannot read %s: %s names delete files. Rewrite the table without (rewrite_data_files, rewrite_position_delete_files)"
                .formatted(metadata.location(), manifest.path()));
      }
    }
  }

  private ManifestReader<DataFile> read(ManifestFile manifest) {
    return ManifestFiles.read(manifest, io, metadata.specsById());
  }

  private LiveFile live(Path folder, DataFile file) {
    Path path = NioFiles.path(file.location());
    return new LiveFile(
        Description.name(folder, path),
        path,
        file.fileSizeInBytes(),
        file.recordCount(),
        IcebergStatistics.bounds(file, metadata.schema()));
  }

  /** Every file that the table needs: those of its snapshots, and metadata. */
  Set<Path> needed() throws IOException {
    Set<Path> needed = ofSnapshots();
    needed.add(NioFiles.path(metadata.metadataFileLocation()));
    metadata.previousFiles().forEach(it -> needed.add(NioFiles.path(it.file())));
    return needed;
  }

  /** Every file that a snapshot of the table needs: data, manifests and lists. */
  Set<Path> ofSnapshots() throws IOException {
    Set<Path> needed = new HashSet<>();
    Set<String> manifests = new HashSet<>();
    try {
      for (Snapshot snapshot : metadata.snapshots()) {
        needed.add(NioFiles.path(snapshot.manifestListLocation()));
        for (ManifestFile manifest : snapshot.allManifests(io)) {
          if (manifests.add(manifest.path())) {
            needed.add(NioFiles.path(manifest.path()));
            collect(manifest, needed);
          }
        }
      }
      return needed;
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  private void collect(ManifestFile manifest, Set<Path> into) throws IOException {
    if (manifest.content() != ManifestContent.DATA) {
      return;
    }
    try (ManifestReader<DataFile> reader = read(manifest)) {
      for (DataFile file : reader) {
        into.add(NioFiles.path(file.location()));
      }
    }
  }

  IOException unreadable(Exception cause) {
    return new IOException(
        "Cannot read the Iceberg table " + metadata.location() + ": " + cause, cause);
  }
}
