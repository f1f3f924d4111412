package tributary.ingest.reconcile;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tributary.core.rows.Schema;
import tributary.core.spec.Added;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Store;
import tributary.ingest.IngestException;
import tributary.ingest.Recomputation;
import tributary.ingest.bronze.BronzeFrames;
import tributary.lake.Catalog;
import tributary.lake.Format;
import tributary.lake.Lake;
import tributary.lake.LakeException;
import tributary.lake.Snapshot;
import tributary.lake.copy.RowSource;
import tributary.lake.reconcile.Comparer;
import tributary.lake.reconcile.Comparison;

/**
 * Holds silver, quarantine, gold and the table of gaps against what the pipeline makes of bronze
 * now, at the offsets at which they stand. Changes nothing in them, and may be done beside a run:
 * it reads one version of each, all of the same offsets. For one thread.
 */
public final class LakeCheck {
  private final Pipeline pipeline;
  private final Catalog catalog;
  private final Path folder;
  private final InstantSource clock;
  private final LongSupplier nanoClock;
  private final Runnable pause;

  /**
   * @param folder where to recompute; it is made, and deleted afterwards with all that is in it
   * @param nanoClock a monotonic clock in nanoseconds
   * @param pause waits for a moment, for tables that a run is committing to
   */
  public LakeCheck(
      Pipeline pipeline,
      Catalog catalog,
      Path folder,
      InstantSource clock,
      LongSupplier nanoClock,
      Runnable pause) {
    this.pipeline = pipeline;
    this.catalog = catalog;
    this.folder = folder;
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.pause = pause;
  }

  /** What became of a check. */
  public sealed interface Outcome {
    /**
     * All rows of a table were compared.
     *
     * @param kind silver, quarantine, gold or gaps
     * @param version of the table
     */
    record Compared(String kind, String table, long version, Comparison comparison)
        implements Outcome {}

    /** One table could not be compared, or none. */
    record Impossible(String kind, String table, String why) implements Outcome {}
  }

  /**
   * Compares each table.
   *
   * @param outcomes is handed what became of each as soon as it is known
   */
  public void check(Recomputation.Watch watch, Consumer<Outcome> outcomes) {
    List<LakeTable> tables = LakeTable.of(pipeline);
    try {
      Standing standing = Standing.of(catalog, pipeline, tables, pause);
      BronzeFrames frames = new BronzeFrames(catalog, standing.bronze(), pipeline.bronzeLayout());
      checkBeginning(standing, frames);
      try (Scratch scratch = new Scratch(folder, 2 * standing.bytes())) {
        recompute(standing, frames, scratch.folder(), watch);
        Catalog recomputed = Catalog.at(scratch.folder());
        for (int i = 0; i < tables.size(); i++) {
          outcomes.accept(compare(tables.get(i), recomputed, standing.tables().get(i)));
        }
      }
    } catch (NotComparableException | LakeException | IngestException e) {
      outcomes.accept(
          new Outcome.Impossible("lake", pipeline.name(), String.valueOf(e.getMessage())));
    }
  }

  /** Rows of frames that bronze no longer has follow from nothing. */
  private void checkBeginning(Standing standing, BronzeFrames frames) {
    Map<Integer, Long> bronze = frames.firsts();
    Snapshot silver = standing.tables().get(0);
    firsts(silver)
        .forEach(
            (partition, offset) -> {
              long first = bronze.getOrDefault(partition, Long.MAX_VALUE);
              if (offset < first) {
                throw new NotComparableException(
                    "%s has rows of partition %d from offset %d on, and %s has lost its frames before %s"
                        .formatted(
                            silver.table(),
                            partition,
                            offset,
                            pipeline.bronze(),
                            first == Long.MAX_VALUE ? "the end" : "offset " + first));
              }
            });
  }

  private Map<Integer, Long> firsts(Snapshot silver) {
    Map<Integer, Long> firsts = new HashMap<>();
    List<String> columns = List.of(Added.PARTITION, Added.OFFSET);
    silver
        .live()
        .forEach(
            file ->
                catalog.read(
                    silver,
                    file,
                    columns,
                    rows -> {
                      for (int row = 0; row < rows.size(); row++) {
                        int partition = (int) rows.longs(0).get(row);
                        firsts.merge(partition, rows.longs(1).get(row), Math::min);
                      }
                    }));
    return firsts;
  }

  private void recompute(
      Standing standing, BronzeFrames frames, Path place, Recomputation.Watch watch) {
    // In the same format, since only Iceberg tables are partitioned by day.
    Format format =
        pipeline.store() == Store.ICEBERG ? new Format.Iceberg(Map.of()) : new Format.Delta();
    try (Lake lake = Lake.open(place, format, clock);
        Recomputation recomputation =
            new Recomputation(pipeline, lake, standing.ledger(), nanoClock)) {
      frames.recompute(recomputation, watch);
    }
  }

  private Outcome compare(LakeTable table, Catalog recomputed, Snapshot found) {
    Schema schema = table.schema();
    if (!found.schema().equals(schema)) {
      return new Outcome.Impossible(
          table.kind(),
          table.name(),
          "it has the columns %s, and the pipeline file asks for %s"
              .formatted(found.schema().names(), schema.names()));
    }
    try {
      Comparison comparison =
          new Comparer(schema, table.key())
              .compare(rows(recomputed, recomputed.snapshot(table.name())), rows(catalog, found));
      return new Outcome.Compared(table.kind(), table.name(), found.version(), comparison);
    } catch (LakeException e) {
      return new Outcome.Impossible(table.kind(), table.name(), String.valueOf(e.getMessage()));
    }
  }

  private static RowSource rows(Catalog catalog, Snapshot table) {
    return sink -> table.live().forEach(file -> catalog.read(table, file, sink));
  }
}
