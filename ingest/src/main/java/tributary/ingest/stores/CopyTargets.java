package tributary.ingest.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tributary.core.spec.Copy;
import tributary.core.spec.Pipeline;
import tributary.lake.clickhouse.ClickHouse;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;
import tributary.lake.postgres.Postgres;

/** Opens the doors of stores; none is connected to before it is asked. */
public final class CopyTargets {
  private CopyTargets() {}

  /**
   * The pipeline's copies in one store.
   *
   * @throws StoresFileException if what the file says of the store makes no sense
   */
  public static List<CopyTarget> of(StoresFile stores, Pipeline pipeline, Copy.Target target) {
    List<CopyTarget> targets = new ArrayList<>();
    for (Copy copy : pipeline.copies()) {
      if (copy.target() == target) {
        targets.add(open(stores, target, CopyShapes.of(pipeline, copy)));
      }
    }
    return targets;
  }

  private static CopyTarget open(StoresFile stores, Copy.Target target, CopyShape shape) {
    Map<String, String> settings = stores.settings(target);
    try {
      return switch (target) {
        case CLICKHOUSE -> ClickHouse.open(settings, shape);
        case POSTGRES -> Postgres.open(settings, shape);
      };
    } catch (IllegalArgumentException | CopyRefusedException wrong) {
      throw new StoresFileException(
          "Invalid stores file %s: %s".formatted(stores, wrong.getMessage()));
    }
  }
}
