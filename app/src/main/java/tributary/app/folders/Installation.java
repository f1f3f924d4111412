package tributary.app.folders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that Tributary is run from, and the one that the user stands in.
 *
 * @param home where {@code pipelines/} lies
 * @param here the current directory
 */
public record Installation(Path home, Path here) {
  private static final String SUFFIX = ".yaml";

  /**
   * Where this process runs.
   *
   * @param home what the launcher said; null when it was not the launcher that started the program
   */
  public static Installation at(@Nullable String home, Path here) {
    return new Installation(home == null ? here : Path.of(home), here);
  }

  /**
   * The pipeline file that the user means: {@code coinbase} is one that comes with Tributary;
   * anything with a slash or a dot is the path of a file, whether there is one or not.
   *
   * @throws FolderException if no pipeline has that name
   */
  public Path pipeline(String nameOrPath) {
    if (nameOrPath.contains("/") || nameOrPath.contains(".")) {
      return Path.of(nameOrPath);
    }
    Path file = home.resolve("pipelines").resolve(nameOrPath + SUFFIX);
    if (!Files.exists(file)) {
      throw new FolderException(
          "Cannot find pipeline %s among those that come with Tributary (%s); or give the path of a file, such as ./%s.yaml"
              .formatted(nameOrPath, readyMade(), nameOrPath));
    }
    return file;
  }

  private String readyMade() {
    Path folder = home.resolve("pipelines");
    if (!Files.isDirectory(folder)) {
      return "none in " + folder;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .collect(Collectors.joining(", "));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
