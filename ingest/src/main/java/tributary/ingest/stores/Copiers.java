package tributary.ingest.stores;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import tributary.core.spec.Copy;
import tributary.core.spec.Pipeline;
import tributary.lake.Catalog;
import tributary.lake.copy.Copier;
import tributary.lake.copy.CopyTarget;

/** Makes what keeps copies of a pipeline's tables in other stores, one for each store. */
public final class Copiers {
  private Copiers() {}

  /**
   * Those of the stores that the file names; none is started yet.
   *
   * @param wall the time, to say how far a copy is behind
   * @param nanos a monotonic clock in nanoseconds
   * @throws StoresFileException if what the file says of one makes no sense
   */
  public static List<Copier> of(
      StoresFile stores,
      Pipeline pipeline,
      Catalog catalog,
      InstantSource wall,
      LongSupplier nanos,
      RandomGenerator random) {
    List<Copier> copiers = new ArrayList<>();
    for (Copy.Target target : Copy.Target.values()) {
      List<CopyTarget> targets =
          stores.names(target) ? CopyTargets.of(stores, pipeline, target) : List.of();
      if (!targets.isEmpty()) {
        copiers.add(new Copier(StoresFile.section(target), catalog, targets, wall, nanos, random));
      }
    }
    return copiers;
  }
}
