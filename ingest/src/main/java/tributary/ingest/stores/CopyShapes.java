package tributary.ingest.stores;

import java.util.ArrayList;
import java.util.List;
import tributary.core.rows.Schema;
import tributary.core.spec.Added;
import tributary.core.spec.Copy;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;
import tributary.lake.copy.CopyShape;

/** What the copied tables of a pipeline look like. */
public final class CopyShapes {
  private CopyShapes() {}

  /** The shape of one of the pipeline's copies. */
  public static CopyShape of(Pipeline pipeline, Copy copy) {
    Silver silver = pipeline.silver();
    if (copy.table().equals(silver.table())) {
      return shape(copy, silver.schema(), coordinates(silver), true);
    }
    for (Gold gold : pipeline.gold()) {
      if (copy.table().equals(gold.table())) {
        List<String> key = new ArrayList<>(List.of(gold.windowStart()));
        key.addAll(gold.by());
        return shape(copy, gold.schema(silver), key, false);
      }
    }
    throw new IllegalArgumentException("Cannot find a table to copy: " + copy.table());
  }

  private static CopyShape shape(Copy copy, Schema schema, List<String> key, boolean isGrowing) {
    List<String> shown = copy.columns().isEmpty() ? schema.names() : copy.columns();
    return new CopyShape(copy.table(), copy.as(), schema, key, isGrowing, shown);
  }

  private static List<String> coordinates(Silver silver) {
    return silver.each() == null
        ? List.of(Added.PARTITION, Added.OFFSET)
        : List.of(Added.PARTITION, Added.OFFSET, Added.ITEM);
  }
}
