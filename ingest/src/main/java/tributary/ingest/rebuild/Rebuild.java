package tributary.ingest.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import tributary.core.definition.Definition;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Ledger;
import tributary.core.rows.Schema;
import tributary.core.spec.Pipeline;
import tributary.ingest.IngestException;
import tributary.ingest.Recomputation;
import tributary.ingest.bronze.BronzeFrames;
import tributary.lake.Catalog;
import tributary.lake.Lake;
import tributary.lake.ReadFailedException;
import tributary.lake.Snapshot;
import tributary.lake.Successors;
import tributary.lake.Successors.Replaced;
import tributary.lake.TableRefusedException;
import tributary.lake.table.LiveFile;

/**
 * Computes silver, quarantine, gold and the table of gaps anew from bronze, beside the old ones,
 * and puts them in their places: with the ledger of bronze, and what the pipeline file says now
 * that their rows mean. For one thread.
 *
 * <p>Broken off before the first table is replaced it has changed nothing; after that the tables
 * are refused by whoever opens them, until it has run again.
 */
public final class Rebuild {
  private final Pipeline pipeline;
  private final Catalog catalog;
  private final Lake lake;
  private final Path folder;
  private final InstantSource clock;
  private final LongSupplier nanoClock;
  private final Map<String, Definition> definitions;

  /**
   * @param lake the tables' own, of which none is open
   * @param folder where that lake is
   * @param nanoClock a monotonic clock in nanoseconds
   */
  public Rebuild(
      Pipeline pipeline,
      Catalog catalog,
      Lake lake,
      Path folder,
      InstantSource clock,
      LongSupplier nanoClock) {
    this.pipeline = pipeline;
    this.catalog = catalog;
    this.lake = lake;
    this.folder = folder;
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.definitions = Definition.ofTables(pipeline);
  }

  /**
   * What was done.
   *
   * @param isComputed whether the tables were computed now; else those were put in their places
   *     that another rebuild had computed before it was broken off
   * @param tables what took a place, and where the old tables are
   */
  public record Outcome(boolean isComputed, List<Replaced> tables) {
    public Outcome {
      tables = List.copyOf(tables);
    }
  }

  /**
   * Does it, or ends one that was broken off when its tables were computed. If these are not what
   * the file says now, they are replaced in turn.
   *
   * @throws IngestException if nothing can be computed from bronze, or there is no room for it
   * @throws tributary.lake.LakeException if a table cannot be read, written or replaced
   */
  public Outcome run(Recomputation.Watch watch) {
    Successors successors = lake.successors();
    if (successors.isUnderWay()) {
      List<Replaced> replaced = successors.goOn();
      if (isAsTheFileSays()) {
        return new Outcome(false, replaced);
      }
    }
    Snapshot bronze = catalog.snapshot(pipeline.bronze());
    Ledger ledger = ledger(bronze);
    List<Snapshot> old = old();
    old.forEach(table -> checkOurs(table, ledger));
    checkRoom(old);
    try (Lake beside = successors.open(definitions.keySet());
        Recomputation recomputation =
            new Recomputation(pipeline, beside, ledger, clock.instant(), nanoClock)) {
      new BronzeFrames(catalog, bronze, pipeline.bronzeLayout()).recompute(recomputation, watch);
    }
    return new Outcome(true, successors.takePlaces(tables()));
  }

  private boolean isAsTheFileSays() {
    try {
      catalog.refuseOthers(definitions);
      return true;
    } catch (TableRefusedException others) {
      return false;
    }
  }

  private Ledger ledger(Snapshot bronze) {
    Schema wanted = TableSchemas.bronze(pipeline.bronzeLayout());
    if (!bronze.schema().equals(wanted)) {
      throw new IngestException(
          "Cannot compute from %s: it has the columns %s, and the pipeline file asks for %s. Bronze is never changed: call them as they are"
              .formatted(bronze.table(), bronze.schema().names(), wanted.names()));
    }
    return bronze
        .ledger()
        .orElseThrow(
            () ->
                new IngestException(
                    "Cannot compute from %s: nothing has been taken in yet, so that a run can simply begin"
                        .formatted(bronze.table())));
  }

  /** All that follows from bronze: silver, quarantine, gold, gaps. */
  private List<String> tables() {
    return definitions.keySet().stream().filter(it -> !it.equals(pipeline.bronze())).toList();
  }

  /** The tables that are to be replaced, but for damaged ones, of which nothing is known. */
  private List<Snapshot> old() {
    List<Snapshot> old = new ArrayList<>();
    for (String table : tables()) {
      try {
        if (catalog.has(table)) {
          old.add(catalog.snapshot(table));
        }
      } catch (ReadFailedException damaged) {
        // No reason not to replace it: it is kept aside as it is.
      }
    }
    return old;
  }

  private static void checkOurs(Snapshot table, Ledger bronze) {
    Optional<Ledger> own = table.ledger();
    boolean isOurs =
        own.isPresent()
            ? own.get().topicId().equals(bronze.topicId())
            : table.live().isEmpty() && table.model().isEmpty();
    if (!isOurs) {
      throw new IngestException(
          "Cannot replace table %s: it holds rows that no run of this pipeline wrote. Choose another name in the pipeline file"
              .formatted(table.table()));
    }
  }

  /** Open windows are rewritten with each batch, so that more is needed than there will be. */
  private void checkRoom(List<Snapshot> old) {
    long bytes =
        2 * old.stream().flatMap(table -> table.live().stream()).mapToLong(LiveFile::bytes).sum();
    try {
      long usable = Files.getFileStore(folder).getUsableSpace();
      if (usable < bytes) {
        throw new IngestException(
            "Cannot compute the tables in %s anew: that takes up to %,d bytes, and the disk has room for %,d"
                .formatted(folder, bytes, usable));
      }
    } catch (IOException e) {
      throw new IngestException("Cannot write to %s: %s".formatted(folder, e), e);
    }
  }
}
