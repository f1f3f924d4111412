package tributary.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import tributary.app.folders.Installation;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;

/** Finds the pipeline that an argument means. */
final class Pipelines {
  private final Installation installation;

  Pipelines(Installation installation) {
    this.installation = installation;
  }

  /**
   * Reads a pipeline: {@code coinbase} is one that comes with Tributary, anything with a slash or a
   * dot is the path of a file.
   *
   * @throws UsageException if no pipeline has that name
   * @throws tributary.core.spec.InvalidPipelineException if the file is wrong
   */
  Pipeline read(String nameOrPath) {
    if (nameOrPath.contains("/") || nameOrPath.contains(".")) {
      return PipelineReader.read(Path.of(nameOrPath));
    }
    Path file = installation.pipeline(nameOrPath);
    if (!Files.exists(file)) {
      throw new UsageException(
          "Cannot find pipeline %s among those that come with Tributary (%s); or give the path of a file, such as ./%s.yaml"
              .formatted(nameOrPath, String.join(", ", installation.pipelines()), nameOrPath));
    }
    return PipelineReader.read(file);
  }
}
