package tributary.ingest.reconcile;

import java.util.ArrayList;
import java.util.List;
import tributary.core.gaps.GapBook;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Schema;
import tributary.core.spec.Added;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;

/**
 * A table of a pipeline that follows from bronze.
 *
 * @param kind what it is called in the pipeline file
 * @param schema its columns, all of which are compared
 * @param key the columns that tell its rows apart
 */
record LakeTable(String kind, String name, Schema schema, List<String> key) {
  static final String QUARANTINE = "quarantine";

  LakeTable {
    key = List.copyOf(key);
  }

  /** The tables of a pipeline but for bronze, that of gaps last. */
  static List<LakeTable> of(Pipeline pipeline) {
    Silver silver = pipeline.silver();
    List<String> coordinates = new ArrayList<>(List.of(Added.PARTITION, Added.OFFSET));
    if (silver.each() != null) {
      coordinates.add(Added.ITEM);
    }
    List<LakeTable> tables = new ArrayList<>();
    tables.add(new LakeTable("silver", silver.table(), silver.schema(), coordinates));
    tables.add(
        new LakeTable(
            QUARANTINE, pipeline.quarantine(), TableSchemas.quarantine(silver), coordinates));
    for (Gold gold : pipeline.gold()) {
      List<String> key = new ArrayList<>(List.of(gold.windowStart()));
      key.addAll(gold.by());
      tables.add(new LakeTable("gold", gold.table(), gold.schema(silver), key));
    }
    if (silver.continuity() != null) {
      String gaps = silver.continuity().table();
      tables.add(new LakeTable("gaps", gaps, GapBook.schema(), GapBook.key()));
    }
    return tables;
  }
}
