package tributary.app.cli;

import java.nio.file.Path;
import tributary.app.folders.Installation;
import tributary.app.models.ModelException;
import tributary.app.models.Models;
import tributary.core.spec.Feed;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.feeds.venues.Venues;

/** The pipeline files that a user can name. */
record PipelineFiles(Installation installation) {

  /**
   * Reads a file and makes sure that its venue can be asked for what it wants.
   *
   * @throws UsageException if there is no such venue, or it writes products or channels otherwise
   */
  Pipeline read(String nameOrPath) {
    Path file = installation.pipeline(nameOrPath);
    Pipeline pipeline = PipelineReader.read(file);
    Feed feed = pipeline.feed();
    if (feed != null) {
      check(file, feed);
    }
    return pipeline;
  }

  /**
   * Reads the questions of the pipeline's models.
   *
   * @throws UsageException if one is missing or wrong
   */
  Models models(String nameOrPath, Pipeline pipeline) {
    try {
      return Models.read(pipeline, installation.pipeline(nameOrPath));
    } catch (ModelException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static void check(Path file, Feed feed) {
    try {
      Venues.named(feed.venue()).check(feed);
    } catch (IllegalArgumentException e) {
      throw new UsageException("Invalid feed in %s: %s".formatted(file, e.getMessage()));
    }
  }
}
