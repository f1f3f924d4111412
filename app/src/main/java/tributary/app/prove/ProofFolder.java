package tributary.app.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for tables that nobody needs once they are known to be equal. */
public final class ProofFolder {
  private final Path root;

  private ProofFolder(Path root) {
    this.root = root;
  }

  /**
   * Makes the folder.
   *
   * @throws ProofException if it cannot be made, or there is something in it
   */
  public static ProofFolder make(Path root) {
    try {
      Files.createDirectories(root);
      try (Stream<Path> held = Files.list(root)) {
        if (held.findAny().isPresent()) {
          throw new ProofException(
              "Cannot prove in %s: it is not empty. Delete it, or choose another with --data"
                  .formatted(root));
        }
      }
      return new ProofFolder(root);
    } catch (IOException e) {
      throw new ProofException(
          "Cannot prove in %s: %s. Choose another folder with --data".formatted(root, e), e);
    }
  }

  /** Where it is. */
  public Path root() {
    return root;
  }

  /** A folder in it. */
  public Path folder(String name) {
    return root.resolve(name);
  }

  /** Deletes a folder in it with all that it holds. */
  void delete(String name) {
    deleteAll(folder(name));
  }

  /** Deletes it with all that it holds. */
  public void delete() {
    deleteAll(root);
  }

  private static void deleteAll(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> paths = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : paths) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new ProofException("Cannot delete %s: %s. Delete it by hand".formatted(folder, e), e);
    }
  }
}
