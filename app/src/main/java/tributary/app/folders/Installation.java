package tributary.app.folders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that Tributary is run from.
 *
 * @param home where {@code pipelines/} lies
 */
public record Installation(Path home) {
  private static final String SUFFIX = ".yaml";

  /** The file of a ready-made pipeline, whether there is one of that name or not. */
  public Path pipeline(String name) {
    return home.resolve("pipelines").resolve(name + SUFFIX);
  }

  /** The names of the ready-made pipelines, sorted. */
  public List<String> pipelines() {
    Path folder = home.resolve("pipelines");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
