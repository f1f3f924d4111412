package tributary.ingest.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Schema;
import tributary.core.spec.Added;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.lake.Catalog;
import tributary.lake.LakeException;
import tributary.lake.Snapshot;
import tributary.lake.copy.RowSource;
import tributary.lake.reconcile.Comparer;
import tributary.lake.reconcile.Comparison;

/**
 * Holds all tables that a pipeline has in two places against each other, as two runners leave them
 * that took in the same topic. Changes nothing in them; nobody may write to them meanwhile.
 *
 * <p>All columns are compared but the one that says whether a window is final: it tells how far a
 * runner has come, not what the rows are.
 */
public final class TwinCheck {
  private final Pipeline pipeline;
  private final Catalog expected;
  private final Catalog found;

  /**
   * @param expected the tables that are taken to be right
   * @param found those that are held against them
   */
  public TwinCheck(Pipeline pipeline, Catalog expected, Catalog found) {
    this.pipeline = pipeline;
    this.expected = expected;
    this.found = found;
  }

  /** What became of one table. */
  public sealed interface Outcome {
    /** Whether both hold the same rows, of the same offsets. */
    boolean isEqual();

    /**
     * All rows were compared.
     *
     * @param kind bronze, silver, quarantine, gold or gaps
     * @param ledgers how the ledgers differ; empty if they do not
     */
    record Compared(String kind, String table, Comparison comparison, List<String> ledgers)
        implements Outcome {
      public Compared {
        ledgers = List.copyOf(ledgers);
      }

      @Override
      public boolean isEqual() {
        return comparison.isEqual() && ledgers.isEmpty();
      }
    }

    /** They could not be. */
    record Impossible(String kind, String table, String why) implements Outcome {
      @Override
      public boolean isEqual() {
        return false;
      }
    }
  }

  /**
   * Compares each table, bronze first.
   *
   * @param outcomes is handed what became of each as soon as it is known
   */
  public void check(Consumer<Outcome> outcomes) {
    for (LakeTable table : tables()) {
      outcomes.accept(compare(table));
    }
  }

  private List<LakeTable> tables() {
    LakeTable bronze =
        new LakeTable(
            "bronze",
            pipeline.bronze(),
            TableSchemas.bronze(pipeline.bronzeLayout()),
            List.of(Added.PARTITION, Added.OFFSET));
    List<LakeTable> tables = new ArrayList<>(List.of(bronze));
    tables.addAll(LakeTable.of(pipeline));
    return tables;
  }

  private Outcome compare(LakeTable table) {
    try {
      Snapshot should = expected.snapshot(table.name());
      Snapshot is = found.snapshot(table.name());
      for (Snapshot each : List.of(should, is)) {
        if (!each.schema().equals(table.schema())) {
          return new Outcome.Impossible(
              table.kind(),
              table.name(),
              "one has the columns %s, and the pipeline file asks for %s"
                  .formatted(each.schema().names(), table.schema().names()));
        }
      }
      Schema compared = table.schema().select(columns(table));
      Comparison comparison =
          new Comparer(compared, table.key())
              .compare(rows(expected, should, compared), rows(found, is, compared));
      return new Outcome.Compared(
          table.kind(), table.name(), comparison, LedgerTwins.differences(table, should, is));
    } catch (LakeException e) {
      return new Outcome.Impossible(table.kind(), table.name(), String.valueOf(e.getMessage()));
    }
  }

  private List<String> columns(LakeTable table) {
    List<String> columns = new ArrayList<>(table.schema().names());
    for (Gold gold : pipeline.gold()) {
      if (gold.table().equals(table.name())) {
        columns.remove(gold.layout().name(Added.IS_FINAL));
      }
    }
    return columns;
  }

  private static RowSource rows(Catalog catalog, Snapshot table, Schema columns) {
    return sink -> table.live().forEach(file -> catalog.read(table, file, columns.names(), sink));
  }
}
