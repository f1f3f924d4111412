package tributary.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;

/** Which data folder a question is about. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder (default: the only one in tributary-data here).")
  @Nullable Path data;

  /**
   * The folder that was named, or the only one there is.
   *
   * @throws UsageException if it cannot be told which one is meant
   */
  DataFolder folder(Installation installation) {
    Path named = data == null ? onlyOne(installation.here().resolve("tributary-data")) : data;
    DataFolder folder = DataFolder.of(named, "", installation.here());
    if (!Files.isDirectory(folder.tables())) {
      throw new UsageException(
          "Cannot find tables in %s: name the folder of a run with --data"
              .formatted(folder.root()));
    }
    return folder;
  }

  private static Path onlyOne(Path parent) {
    List<Path> folders = DataFolder.in(parent);
    if (folders.size() != 1) {
      throw new UsageException(
          folders.isEmpty()
              ? "Cannot find a data folder in %s: start a run first, or name one with --data"
                  .formatted(parent)
              : "Cannot tell which data folder is meant: name one of %s with --data"
                  .formatted(folders));
    }
    return folders.get(0);
  }
}
