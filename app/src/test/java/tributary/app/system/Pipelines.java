package tributary.app.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;

/** Pipeline files for tests, made from the one that users have. */
final class Pipelines {
  private static final Path COINBASE = Scene.REPOSITORY.resolve("pipelines/coinbase.yaml");

  private Pipelines() {}

  /** The pipeline {@code coinbase} as it is. */
  static Pipeline coinbase() {
    return PipelineReader.read(COINBASE);
  }

  /** The file of {@code coinbase}, with one text of it replaced. */
  static Path changed(Path folder, String text, String replacement) throws IOException {
    String original = Files.readString(COINBASE);
    if (!original.contains(text)) {
      throw new IllegalArgumentException("Cannot find \"%s\" in %s".formatted(text, COINBASE));
    }
    Path file = folder.resolve("changed.yaml");
    return Files.writeString(file, original.replace(text, replacement));
  }

  /** The file of {@code coinbase}, with more lines at its end. */
  static Path extended(Path folder, String... lines) throws IOException {
    Path file = folder.resolve("extended.yaml");
    return Files.writeString(
        file, Files.readString(COINBASE) + "\n" + String.join("\n", lines) + "\n");
  }
}
