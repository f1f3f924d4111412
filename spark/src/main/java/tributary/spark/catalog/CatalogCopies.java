package tributary.spark.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import tributary.core.gaps.GapBook;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Schema;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;
import tributary.core.spec.Store;
import tributary.core.windows.Windows;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;

/** All tables of a pipeline in a schema of a catalog that Spark knows. */
public final class CatalogCopies {
  private final SparkSession spark;
  private final Pipeline pipeline;
  private final String schema;
  private final Path scratch;

  private CatalogCopies(SparkSession spark, Pipeline pipeline, String schema, Path scratch) {
    this.spark = spark;
    this.pipeline = pipeline;
    this.schema = schema;
    this.scratch = scratch;
  }

  /**
   * One target for each table; nothing is made yet.
   *
   * @param schema such as {@code main.market}: the catalog and the schema; tables are called there
   *     by the last part of their names
   * @param scratch a folder for files on their way; nothing else is in it
   */
  public static List<CopyTarget> of(
      SparkSession spark, Pipeline pipeline, String schema, Path scratch) {
    return new CatalogCopies(spark, pipeline, schema, scratch).targets();
  }

  private List<CopyTarget> targets() {
    Silver silver = pipeline.silver();
    List<String> coordinates = List.of(TableSchemas.PARTITION, TableSchemas.OFFSET);
    List<CopyTarget> targets = new ArrayList<>();
    targets.add(
        target(pipeline.bronze(), TableSchemas.bronze(pipeline.bronzeLayout()), coordinates, true));
    targets.add(target(pipeline.quarantine(), TableSchemas.quarantine(silver), coordinates, true));
    targets.add(target(silver.table(), TableSchemas.silver(silver), coordinates, true));
    for (Gold gold : pipeline.gold()) {
      List<String> key = new ArrayList<>(List.of(gold.windowStart()));
      key.addAll(gold.by());
      targets.add(target(gold.table(), Windows.schema(gold, silver), key, false));
    }
    if (silver.continuity() != null) {
      targets.add(target(silver.continuity().table(), GapBook.schema(), GapBook.key(), false));
    }
    return targets;
  }

  private CopyTarget target(String source, Schema columns, List<String> key, boolean isGrowing) {
    String last = source.substring(source.lastIndexOf('.') + 1);
    CopyShape shape =
        new CopyShape(source, schema + "." + last, columns, key, isGrowing, columns.names());
    Provider provider = pipeline.store() == Store.ICEBERG ? Provider.ICEBERG : Provider.DELTA;
    return new CatalogTarget(spark, provider, shape, scratch.resolve(source));
  }
}
