package tributary.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tributary.core.definition.Definition;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.delta.DeltaTable;
import tributary.lake.disk.Disk;
import tributary.lake.disk.FolderLock;
import tributary.lake.iceberg.IcebergCatalog;
import tributary.lake.table.TableForm;
import tributary.lake.table.TableLog;

/**
 * The writing side of a data folder: all tables in it, and with an external catalog of Iceberg
 * those in the catalog. While it is open, no other process can write to the folder. Open and close
 * it on one thread; each table may be opened on another and belongs to the thread that uses it.
 */
public final class Lake implements AutoCloseable {
  /** How long {@link #close} waits at most for the upkeep that is under way. */
  public static final Duration LONGEST_CLOSE = Duration.ofSeconds(Upkeep.CLOSE_SECONDS);

  /** How long replaced versions can be read: long for data that stays, short for what changes. */
  private static final Duration GROWING_RETENTION = Duration.ofDays(1);

  private static final Duration WINDOWS_RETENTION = Duration.ofHours(6);

  private final Path root;
  private final @Nullable FolderLock lock;
  private final InstantSource clock;
  private final Disk disk;
  private final OnePlace onePlace;
  private final @Nullable IcebergCatalog iceberg;
  private final Upkeep upkeep = new Upkeep();
  private final Map<String, TableWriter> tables = new LinkedHashMap<>();
  private final Map<String, Definition> definitions = new HashMap<>();

  Lake(
      Path root,
      @Nullable FolderLock lock,
      InstantSource clock,
      Disk disk,
      OnePlace onePlace,
      @Nullable IcebergCatalog iceberg) {
    this.root = root;
    this.lock = lock;
    this.clock = clock;
    this.disk = disk;
    this.onePlace = onePlace;
    this.iceberg = iceberg;
  }

  /** A lake of tables beside those of another one, which has the lock; it begins empty. */
  static Lake beside(
      Path root,
      OnePlace onePlace,
      @Nullable IcebergCatalog iceberg,
      InstantSource clock,
      Disk disk) {
    return new Lake(root, null, clock, disk, onePlace, iceberg);
  }

  /** Opens the folder for writing Delta tables; see {@link #open(Path, Format, InstantSource)}. */
  public static Lake open(Path root, InstantSource clock) {
    return open(root, new Format.Delta(), clock);
  }

  /**
   * Opens the folder for writing; makes it if there is none, and the embedded catalog if it is
   * asked for.
   *
   * @throws LakeLockedException if another writer has it
   * @throws WriteFailedException if the folder cannot be made or written to, or the catalog not be
   *     opened
   */
  public static Lake open(Path root, Format format, InstantSource clock) {
    return open(root, format, clock, Disk.local());
  }

  static Lake open(Path root, Format format, InstantSource clock, Disk disk) {
    return LakeOpening.open(root, format, clock, disk);
  }

  /**
   * Says what the rows of tables mean, before they are opened. It is kept with each of them: with a
   * new one from the commit that makes it on, with one of which nobody has said it yet when it is
   * opened.
   *
   * @throws TableRefusedException if the rows of one that is there mean something else, or tables
   *     are about to be replaced; nothing was written
   */
  public synchronized void define(Map<String, Definition> meanings) {
    if (lock != null) {
      Catalog catalog =
          onePlace.format() instanceof Format.Iceberg it ? Catalog.at(root, it) : Catalog.at(root);
      catalog.refuseOthers(meanings);
    }
    definitions.putAll(meanings);
  }

  /** New tables that may take the places of this lake's. */
  public Successors successors() {
    return new Successors(root, clock, disk, onePlace, iceberg);
  }

  /**
   * Opens a table to which rows are only added; makes it if there is none.
   *
   * @param statistics columns whose bounds are kept for each file, so that a scan can leave files
   *     out
   * @throws TableRefusedException if there is such a table with other columns
   */
  public GrowingTable growing(String name, Schema schema, List<String> statistics) {
    return growing(name, schema, statistics, Optional.empty());
  }

  /**
   * Opens a table to which rows are only added; makes it if there is none.
   *
   * @param statistics columns whose bounds are kept for each file, so that a scan can leave files
   *     out
   * @param day the timestamp column by whose UTC day the files are partitioned; in Iceberg only
   * @throws TableRefusedException if there is such a table with other columns or partitions
   * @throws IllegalArgumentException if a Delta table is to be partitioned
   */
  public GrowingTable growing(
      String name, Schema schema, List<String> statistics, Optional<String> day) {
    return new GrowingTable(open(name, new TableForm(schema, statistics, day, GROWING_RETENTION)));
  }

  /**
   * Opens a table of windows or gaps; makes it if there is none.
   *
   * @param key the columns that tell its rows apart; the first is a time by which they are found,
   *     of a window its start
   * @throws TableRefusedException if there is such a table with other columns, or another program
   *     has rewritten its files
   */
  public WindowTable windows(String name, Schema schema, List<String> key) {
    String start = key.get(0);
    if (!(schema.field(schema.indexOf(start)).type() instanceof Type.Timestamp)) {
      throw new IllegalArgumentException(
          "Invalid key of table " + name + ": " + start + " must be a timestamp");
    }
    TableForm form = new TableForm(schema, List.of(start), Optional.empty(), WINDOWS_RETENTION);
    WindowTable table = new WindowTable(open(name, form), key);
    table.checkOurs();
    return table;
  }

  /**
   * Opens the table of a model; makes it if there is none. Any thread may do so, also while others
   * use their tables; close it before it is opened again.
   *
   * @throws TableRefusedException if there is such a table with other columns, or one that is no
   *     model's
   */
  public ModelTable model(String name, Schema schema) {
    TableWriter writer =
        open(name, new TableForm(schema, List.of(), Optional.empty(), WINDOWS_RETENTION));
    try {
      return new ModelTable(writer, () -> forget(name));
    } catch (LakeException e) {
      forget(name);
      throw e;
    }
  }

  private synchronized void forget(String name) {
    TableWriter writer = tables.remove(name);
    if (writer != null) {
      writer.close();
    }
  }

  /**
   * Moves a model's table that is not open out of the way, with all its files and versions, to
   * where it is no table of ours. There is none of that name afterwards.
   *
   * @return where it is now: a folder, or a name in the Iceberg catalog; empty if there was none
   * @throws TableRefusedException if it is no model's, or one in the other format
   * @throws WriteFailedException if it cannot be moved; it is where it was
   */
  public synchronized Optional<String> setModelAside(String name) {
    Path folder = TableName.folder(root, name);
    if (tables.containsKey(name)) {
      throw new IllegalStateException("Cannot move table " + name + " while it is open");
    }
    try {
      onePlace.check(name);
      SetAside place = new SetAside(root, disk);
      return iceberg == null ? place.delta(name, folder) : place.iceberg(name, iceberg);
    } catch (IOException e) {
      throw new WriteFailedException(
          "Cannot move table %s aside: %s".formatted(name, e.getMessage()),
          WriteFailedException.InTable.NO,
          e);
    }
  }

  private synchronized TableWriter open(String name, TableForm plain) {
    Path folder = TableName.folder(root, name);
    if (tables.containsKey(name)) {
      throw new IllegalStateException("Cannot open table " + name + " twice");
    }
    Optional<Definition> definition = Optional.ofNullable(definitions.get(name));
    TableForm form = plain.defined(definition.map(Definition::text));
    try {
      onePlace.check(name);
      TableLog log =
          iceberg == null
              ? DeltaTable.open(folder, form, disk, clock)
              : iceberg.open(name, form, clock);
      new TableFit(name, log, definition).check(form);
      if (form.definition().isPresent() && !form.definition().equals(log.definition())) {
        log.define(form.definition().get());
      }
      TableWriter writer = new TableWriter(name, form.schema(), disk, log, upkeep);
      tables.put(name, writer);
      return writer;
    } catch (IOException e) {
      throw new ReadFailedException("Cannot open table " + name + ": " + e.getMessage(), e);
    }
  }

  /** Waits for upkeep under way, closes all tables, and lets other writers in. */
  @Override
  public synchronized void close() {
    upkeep.close();
    tables.values().forEach(TableWriter::close);
    try (FolderLock held = lock) {
      if (iceberg != null) {
        iceberg.close();
      }
    } catch (IOException e) {
      throw new WriteFailedException(
          "Cannot give up " + root + ": " + e, WriteFailedException.InTable.NO, e);
    }
  }
}
