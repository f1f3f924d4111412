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
   * @param home what the launcher said; null when it was not the launcher that started the program
   */
  public static Installation at(@Nullable String home, Path here) {
    return new Installation(home == null ? here : Path.of(home), here);
  }

  /**
   * The pipeline file that the user means: {@code coinbase} is one of the installation, anything
   * with a slash or a dot is a path.
   *
   * @throws FolderException if there is none
   */
  public Path pipeline(String nameOrPath) {
    boolean isPath = nameOrPath.contains("/") || nameOrPath.contains(".");
    Path file =
        isPath ? here.resolve(nameOrPath) : home.resolve("pipelines").resolve(nameOrPath + SUFFIX);
    if (Files.isRegularFile(file)) {
      return file;
    }
    throw new FolderException(
        isPath
            ? "Cannot find pipeline file " + file + ": check the path"
            : "Cannot find pipeline %s: there are %s, or give the path of a file"
                .formatted(nameOrPath, readyMade()));
  }

  private String readyMade() {
    Path folder = home.resolve("pipelines");
    if (!Files.isDirectory(folder)) {
      return "none in " + folder;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .collect(Collectors.joining(", "));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
