package tributary.core;

import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;

/** Pipelines of which only the silver block matters. */
public final class Pipelines {
  private Pipelines() {}

  /** The pipeline whose silver block has these lines, without its table. */
  public static Pipeline of(String silver) {
    return PipelineReader.read(
        "p.yaml",
        """
        pipeline: p
        topic: {name: t, partitions: 1}
        bronze: {table: bronze}
        quarantine: {table: quarantine}
        silver:
          table: silver
        """
            + silver.indent(2));
  }
}
