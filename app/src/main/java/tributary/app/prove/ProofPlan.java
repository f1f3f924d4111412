package tributary.app.prove;

import java.nio.file.Path;
import java.util.List;
import tributary.app.run.Origin;
import tributary.core.spec.Pipeline;

/**
 * What is to be proved.
 *
 * @param pipelineFile where the pipeline stands, absolute
 * @param origin who fills the topic
 * @param others the runners whose tables are held against those of the embedded one
 * @param slicings how many times Spark takes the topic in, each time in other batches
 * @param seed decides how the batches are cut
 * @param master where Spark runs
 */
public record ProofPlan(
    Pipeline pipeline,
    Path pipelineFile,
    Origin origin,
    List<Runner> others,
    int slicings,
    long seed,
    String master) {

  public ProofPlan {
    others = List.copyOf(others);
  }
}
