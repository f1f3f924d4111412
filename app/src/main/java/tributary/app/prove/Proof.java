package tributary.app.prove;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import tributary.app.folders.DataFolder;
import tributary.app.models.Models;
import tributary.app.run.Clocks;
import tributary.app.run.Origin;
import tributary.app.run.Plan;
import tributary.app.run.Run;
import tributary.app.sums.Sums;
import tributary.app.terminal.Terminal;
import tributary.core.spec.Pipeline;
import tributary.feeds.kafka.ClientFile;
import tributary.feeds.venue.Secrets;
import tributary.ingest.reconcile.TwinCheck;
import tributary.ingest.stores.StoresFile;
import tributary.lake.Catalog;

/**
 * Lets the embedded runner fill a topic and take it in, then other runners take in the same topic,
 * and compares all that they leave.
 *
 * <pre>
 * origin ──> topic ──> embedded ──> tables ──┐
 *              └─────> spark ─────> tables ──┴─> compared
 * </pre>
 */
public final class Proof {
  private static final String FIRST = "embedded";

  private final ProofPlan plan;
  private final ProofFolder folder;
  private final ClientFile kafka;
  private final SparkRun spark;
  private final Clocks clocks;
  private final Terminal terminal;
  private final BooleanSupplier isStopped;

  /**
   * @param kafka where the topic is
   * @param spark takes in the topic with Spark
   * @param terminal where the embedded runner shows how it is doing
   * @param isStopped whether the process has been told to end
   */
  public Proof(
      ProofPlan plan,
      ProofFolder folder,
      ClientFile kafka,
      SparkRun spark,
      Clocks clocks,
      Terminal terminal,
      BooleanSupplier isStopped) {
    this.plan = plan;
    this.folder = folder;
    this.kafka = kafka;
    this.spark = spark;
    this.clocks = clocks;
    this.terminal = terminal;
    this.isStopped = isStopped;
  }

  /** Takes in the topic with Spark, once, to its end. */
  @FunctionalInterface
  public interface SparkRun {
    /**
     * Runs a job.
     *
     * @param data the data folder
     * @return its exit code
     */
    int run(DataFolder data, OptionalLong maxOffsets);
  }

  /**
   * Does it all. The folders of takes that are equal are deleted.
   *
   * @return whether all tables of all takes are equal; false if it was stopped before
   * @throws ProofException if a runner does not come to its end
   */
  public boolean holds(Witness witness) {
    embedded(FIRST, plan.origin());
    if (isStopped.getAsBoolean()) {
      return false;
    }
    Pipeline pipeline = plan.pipeline();
    long records = catalog(FIRST).snapshot(pipeline.bronze()).rows();
    witness.filled(records);
    boolean areEqual = true;
    for (Take take : Takes.of(plan, records)) {
      run(take);
      if (isStopped.getAsBoolean()) {
        return false;
      }
      witness.took(take);
      boolean isEqual = compare(catalog(take.folder()), witness);
      if (isEqual) {
        folder.delete(take.folder());
      }
      areEqual &= isEqual;
    }
    return areEqual;
  }

  private void run(Take take) {
    if (take.runner() == Runner.EMBEDDED) {
      embedded(take.folder(), new Origin.TopicOnly());
      return;
    }
    DataFolder data = data(take.folder());
    int exitCode = spark.run(data, take.maxOffsets());
    if (exitCode != 0 && !isStopped.getAsBoolean()) {
      throw new ProofException(
          "Cannot prove it: the Spark job ended with %d and has said why; what it left is in %s"
              .formatted(exitCode, data.root()));
    }
  }

  private void embedded(String name, Origin origin) {
    DataFolder data = data(name);
    Plan run =
        new Plan(
            plan.pipeline(),
            data,
            origin,
            Optional.of(kafka),
            StoresFile.NONE,
            OptionalInt.empty(),
            true,
            Secrets.NONE,
            Models.NONE);
    if (!new Run(run, clocks, terminal).execute() && !isStopped.getAsBoolean()) {
      throw new ProofException(
          "Cannot prove it: the embedded runner's own sums do not hold; what it left is in "
              + data.root());
    }
  }

  private boolean compare(Catalog found, Witness witness) {
    Catalog expected = catalog(FIRST);
    boolean[] areEqual = {true};
    new TwinCheck(plan.pipeline(), expected, found)
        .check(
            outcome -> {
              areEqual[0] &= outcome.isEqual();
              witness.compared(outcome);
            });
    Sums should = Sums.of(expected, plan.pipeline());
    Sums is = Sums.of(found, plan.pipeline());
    boolean isSame = should.isSame(is) && is.hold();
    witness.counted(isSame, should.toString(), is.toString());
    return areEqual[0] && isSame;
  }

  private DataFolder data(String name) {
    return new DataFolder(folder.folder(name)).prepared();
  }

  private Catalog catalog(String name) {
    return StoresFile.NONE.catalog(data(name).tables(), plan.pipeline().store());
  }
}
