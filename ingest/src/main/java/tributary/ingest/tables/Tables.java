package tributary.ingest.tables;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tributary.core.definition.Definition;
import tributary.core.intake.Batch;
import tributary.core.intake.GoldBatch;
import tributary.core.intake.Resume;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.spec.Added;
import tributary.core.spec.Continuity;
import tributary.core.spec.Gold;
import tributary.core.spec.Layout;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;
import tributary.core.windows.Cut;
import tributary.core.windows.Windows;
import tributary.lake.ColumnRange;
import tributary.lake.CommittedTable;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;
import tributary.lake.StagedWindows;
import tributary.lake.WindowTable;

/** The tables of one pipeline, each with the ledger of its last commit. */
public final class Tables implements AutoCloseable {
  private final Pipeline pipeline;
  private final Ledger nothing;
  private final PlainTable bronze;
  private final PlainTable quarantine;
  private final PlainTable silver;
  private final List<WindowTable> gold = new ArrayList<>();
  private final List<Ledger> goldLedgers = new ArrayList<>();
  private final @Nullable GapsTable gaps;
  private final SideBySide threads;

  /**
   * Opens the tables; makes those that are not there.
   *
   * @param topicId Kafka's own id of the topic that they are, or will be, filled from
   * @throws tributary.lake.TableRefusedException if one of them is there with other columns, or
   *     rows that mean something else than the pipeline says
   */
  public Tables(Lake lake, Pipeline pipeline, String topicId) {
    this(lake, pipeline, Ledger.empty(pipeline.topic().name(), topicId));
  }

  /**
   * Opens the tables; makes those that are not there.
   *
   * @param nothing the ledger with which a new one begins
   */
  public Tables(Lake lake, Pipeline pipeline, Ledger nothing) {
    this.pipeline = pipeline;
    this.nothing = nothing;
    lake.define(Definition.ofTables(pipeline));
    Silver spec = pipeline.silver();
    Layout layout = pipeline.bronzeLayout();
    bronze =
        plain(
            lake.growing(
                pipeline.bronze(),
                TableSchemas.bronze(layout),
                coordinates(layout),
                Optional.ofNullable(layout.day())));
    quarantine =
        plain(
            lake.growing(
                pipeline.quarantine(), TableSchemas.quarantine(spec), coordinates(Layout.PLAIN)));
    silver =
        plain(
            lake.growing(
                spec.table(),
                TableSchemas.silver(spec),
                silverStatistics(spec),
                Optional.ofNullable(spec.layout().day())));
    for (Gold each : pipeline.gold()) {
      List<String> key = new ArrayList<>(List.of(each.windowStart()));
      key.addAll(each.by());
      WindowTable table = lake.windows(each.table(), Windows.schema(each, spec), key);
      gold.add(table);
      goldLedgers.add(table.ledger().orElse(nothing));
    }
    Continuity continuity = spec.continuity();
    gaps = continuity == null ? null : GapsTable.open(lake, continuity.table(), others());
    threads = new SideBySide(4 + gold.size());
  }

  private PlainTable plain(GrowingTable table) {
    return new PlainTable(table, nothing);
  }

  /** Where rows came from, and when: rows of every table that grows are asked for by these. */
  private static List<String> coordinates(Layout layout) {
    return List.of(TableSchemas.PARTITION, TableSchemas.OFFSET, layout.name(Added.RECEIVED_AT));
  }

  /** What questions prune by: the event time, the key and the coordinates. */
  private static List<String> silverStatistics(Silver spec) {
    Set<String> columns = new LinkedHashSet<>(coordinates(spec.layout()));
    columns.add(spec.eventTime());
    if (spec.key() != null) {
      columns.addAll(spec.key().columns());
    }
    return List.copyOf(columns);
  }

  /** Where the tables stand. */
  public Resume resume() {
    return new Resume(
        bronze.ledger(),
        quarantine.ledger(),
        silver.ledger(),
        goldLedgers,
        gaps == null ? null : gaps.ledger());
  }

  private Resume others() {
    return new Resume(bronze.ledger(), quarantine.ledger(), silver.ledger(), goldLedgers);
  }

  /**
   * Commits a batch to every table that lacks some of it. The files of all tables are written side
   * by side; the commits follow the order that the next start relies on, those to gold, which do
   * not rely on each other, side by side again, and that to the table of gaps at last.
   *
   * @return how many commits were made
   * @throws RuntimeException what went wrong; tables before that one may have their commit
   */
  public int commit(Batch batch) {
    List<Callable<Runnable>> growing = new ArrayList<>();
    if (!batch.bronze().ranges().isEmpty()) {
      growing.add(() -> bronze.stage(batch.bronze()));
    }
    if (!batch.quarantine().rows().isEmpty()) {
      growing.add(() -> quarantine.stage(batch.quarantine()));
    }
    if (!batch.silver().ranges().isEmpty()) {
      growing.add(() -> silver.stage(batch.silver()));
    }
    return commit(growing, batch.gold(), batch.gaps());
  }

  /** Commits a batch whose growing files are there already; see {@link #commit(Batch)}. */
  public int commit(StagedBatch batch) {
    List<Callable<Runnable>> growing = new ArrayList<>();
    add(bronze, batch.bronze(), growing);
    if (batch.quarantine().files().isPresent()) {
      add(quarantine, batch.quarantine(), growing);
    }
    add(silver, batch.silver(), growing);
    return commit(growing, batch.gold(), batch.gaps());
  }

  private static void add(
      PlainTable table, StagedBatch.StagedTable staged, List<Callable<Runnable>> growing) {
    if (!staged.ranges().isEmpty()) {
      growing.add(() -> table.committing(staged.files(), staged.ranges()));
    }
  }

  private int commit(
      List<Callable<Runnable>> growing, List<GoldBatch> windows, @Nullable GoldBatch missing) {
    List<Callable<Runnable>> stagings = new ArrayList<>(growing);
    for (int i = 0; i < gold.size(); i++) {
      int table = i;
      if (!windows.get(i).ranges().isEmpty()) {
        stagings.add(() -> stageGold(table, windows.get(table)));
      }
    }
    int others = stagings.size();
    if (gaps != null && missing != null && !missing.ranges().isEmpty()) {
      stagings.add(() -> gaps.stage(missing));
    }
    List<Runnable> commits = threads.all(stagings);
    commits.subList(0, growing.size()).forEach(Runnable::run);
    threads.all(commits.subList(growing.size(), others).stream().map(Executors::callable).toList());
    commits.subList(others, commits.size()).forEach(Runnable::run);
    return commits.size();
  }

  private Runnable stageGold(int table, GoldBatch batch) {
    Cut cut = batch.cut();
    StagedWindows windows = gold.get(table).stage(cut.open(), cut.sealed(), cut.withdrawn());
    return () -> {
      Ledger next = goldLedgers.get(table).advance(batch.ranges());
      gold.get(table).commit(windows, next);
      goldLedgers.set(table, next);
    };
  }

  /** Where other machines find what is committed now, and write files for the next commit. */
  public PlacedTables places() {
    TreeMap<String, CommittedTable> windows = new TreeMap<>();
    gold.forEach(each -> windows.put(each.name(), each.committed()));
    if (gaps != null) {
      windows.put(gaps.table().name(), gaps.table().committed());
    }
    return new PlacedTables(
        bronze.table().staging(),
        quarantine.table().staging(),
        silver.table().staging(),
        silver.table().committed(),
        windows);
  }

  /** The number of committed rows by table. */
  public SortedMap<String, Long> rows() {
    SortedMap<String, Long> rows = new TreeMap<>();
    rows.put(pipeline.bronze(), bronze.table().rows());
    rows.put(pipeline.quarantine(), quarantine.table().rows());
    rows.put(pipeline.silver().table(), silver.table().rows());
    for (int i = 0; i < gold.size(); i++) {
      rows.put(pipeline.gold().get(i).table(), gold.get(i).rows());
    }
    if (gaps != null) {
      rows.put(gaps.table().name(), gaps.table().rows());
    }
    return rows;
  }

  /** How many gaps there are, by state; empty where nobody notices them. */
  public SortedMap<String, Long> gaps() {
    return gaps == null ? Collections.emptySortedMap() : gaps.counts();
  }

  /** A gold table, or the table of gaps. */
  public WindowTable windows(String table) {
    return gaps != null && gaps.table().name().equals(table) ? gaps.table() : gold(table);
  }

  private WindowTable gold(String table) {
    for (int i = 0; i < gold.size(); i++) {
      if (pipeline.gold().get(i).table().equals(table)) {
        return gold.get(i);
      }
    }
    throw new IllegalArgumentException("Cannot find gold table " + table);
  }

  /**
   * The windows of the newest so many window lengths before the time that the table has reached.
   */
  public Rows newest(Gold spec, int windows) {
    WindowTable table = gold(spec.table());
    long highest =
        table.ledger().stream()
            .flatMap(ledger -> ledger.partitions().values().stream())
            .mapToLong(Range::highestMicros)
            .max()
            .orElse(Range.NO_TIME);
    long length = spec.window().toNanos() / 1000;
    return highest == Range.NO_TIME
        ? new Rows(Windows.schema(spec, pipeline.silver()))
        : table.find(highest - windows * length, Long.MAX_VALUE);
  }

  /**
   * Hands over some columns of committed silver rows with an event time from (inclusive) until
   * (exclusive).
   */
  public void silver(List<String> columns, long fromMicros, long untilMicros, Consumer<Rows> rows) {
    silver
        .table()
        .scan(
            columns, new ColumnRange(pipeline.silver().eventTime(), fromMicros, untilMicros), rows);
  }

  /** Ends its threads; the tables stay open with their lake. */
  @Override
  public void close() {
    threads.close();
  }
}
