package tributary.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.core.spec.Silver;

/** The ready-made Coinbase pipeline. Tests run in the module's folder. */
public final class Coinbase {
  private Coinbase() {}

  public static Pipeline pipeline() {
    Path file = Path.of("..", "pipelines", "coinbase.yaml");
    try {
      return PipelineReader.read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Silver silver() {
    return pipeline().silver();
  }
}
