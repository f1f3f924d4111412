package tributary.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies of Delta tables whose log begins at its newest checkpoint. */
final class LogCopy {
  private static final String LOG = "_delta_log";
  private static final int DIGITS = 20;

  private LogCopy() {}

  /** Copies the table without the commits below its newest checkpoint; answers the latter. */
  static long fromCheckpoint(Path table, Path copy) throws IOException {
    Files.createDirectories(copy.resolve(LOG));
    List<Path> log = files(table.resolve(LOG));
    long checkpoint =
        log.stream()
            .filter(file -> file.toString().endsWith(".checkpoint.parquet"))
            .mapToLong(LogCopy::version)
            .max()
            .orElseThrow();
    for (Path file : log) {
      if (!file.toString().endsWith(".json") || version(file) >= checkpoint) {
        Files.copy(file, copy.resolve(LOG).resolve(file.getFileName()));
      }
    }
    for (Path file : files(table)) {
      Files.copy(file, copy.resolve(file.getFileName()));
    }
    return checkpoint;
  }

  private static long version(Path file) {
    return Long.parseLong(file.getFileName().toString().substring(0, DIGITS));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isRegularFile).toList();
    }
  }
}
