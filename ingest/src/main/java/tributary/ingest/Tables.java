package tributary.ingest;

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
import tributary.core.intake.Batch;
import tributary.core.intake.GoldBatch;
import tributary.core.intake.Resume;
import tributary.core.intake.TableBatch;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Continuity;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;
import tributary.core.windows.Cut;
import tributary.core.windows.Windows;
import tributary.lake.ColumnRange;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;
import tributary.lake.StagedRows;
import tributary.lake.StagedWindows;
import tributary.lake.WindowTable;

/** The tables of one pipeline, each with the ledger of its last commit. */
final class Tables implements AutoCloseable {
  private static final List<String> COORDINATES =
      List.of(TableSchemas.PARTITION, TableSchemas.OFFSET, TableSchemas.RECEIVED_AT);

  private final Pipeline pipeline;
  private final String topicId;
  private final GrowingTable bronze;
  private final GrowingTable quarantine;
  private final GrowingTable silver;
  private final List<WindowTable> gold = new ArrayList<>();
  private final List<Ledger> goldLedgers = new ArrayList<>();
  private final @Nullable GapsTable gaps;
  private final SideBySide threads;
  private Ledger bronzeLedger;
  private Ledger quarantineLedger;
  private Ledger silverLedger;

  Tables(Lake lake, Pipeline pipeline, String topicId) {
    this.pipeline = pipeline;
    this.topicId = topicId;
    Silver spec = pipeline.silver();
    Schema silverSchema = TableSchemas.silver(spec);
    bronze =
        lake.growing(
            pipeline.bronze(),
            TableSchemas.bronze(),
            COORDINATES,
            Optional.ofNullable(pipeline.bronzeLayout().day()));
    quarantine = lake.growing(pipeline.quarantine(), TableSchemas.quarantine(spec), COORDINATES);
    silver =
        lake.growing(
            spec.table(),
            silverSchema,
            silverStatistics(spec),
            Optional.ofNullable(spec.layout().day()));
    bronzeLedger = bronze.ledger().orElseGet(this::nothing);
    quarantineLedger = quarantine.ledger().orElseGet(this::nothing);
    silverLedger = silver.ledger().orElseGet(this::nothing);
    for (Gold each : pipeline.gold()) {
      List<String> key = new ArrayList<>(List.of("window_start"));
      key.addAll(each.by());
      WindowTable table = lake.windows(each.table(), Windows.schema(each, spec), key);
      gold.add(table);
      goldLedgers.add(table.ledger().orElseGet(this::nothing));
    }
    Continuity continuity = spec.continuity();
    gaps = continuity == null ? null : GapsTable.open(lake, continuity.table(), others());
    threads = new SideBySide(4 + gold.size());
  }

  /** What questions prune by: the event time, the key and the coordinates. */
  private static List<String> silverStatistics(Silver spec) {
    Set<String> columns = new LinkedHashSet<>(COORDINATES);
    columns.add(spec.eventTime());
    if (spec.key() != null) {
      columns.addAll(spec.key().columns());
    }
    return List.copyOf(columns);
  }

  private Ledger nothing() {
    return Ledger.empty(pipeline.topic().name(), topicId);
  }

  /** Where the tables stand. */
  Resume resume() {
    return new Resume(
        bronzeLedger,
        quarantineLedger,
        silverLedger,
        goldLedgers,
        gaps == null ? null : gaps.ledger());
  }

  private Resume others() {
    return new Resume(bronzeLedger, quarantineLedger, silverLedger, goldLedgers);
  }

  /**
   * Commits a batch to every table that lacks some of it. The files of all tables are written side
   * by side; the commits follow the order that the next start relies on, those to gold, which do
   * not rely on each other, side by side again, and that to the table of gaps at last.
   *
   * @return how many commits were made
   * @throws RuntimeException what went wrong; tables before that one may have their commit
   */
  int commit(Batch batch) {
    List<Callable<Runnable>> stagings = new ArrayList<>();
    if (!batch.bronze().ranges().isEmpty()) {
      stagings.add(() -> stageBronze(batch.bronze()));
    }
    if (!batch.quarantine().rows().isEmpty()) {
      stagings.add(() -> stageQuarantine(batch.quarantine()));
    }
    if (!batch.silver().ranges().isEmpty()) {
      stagings.add(() -> stageSilver(batch.silver()));
    }
    int growing = stagings.size();
    for (int i = 0; i < gold.size(); i++) {
      int table = i;
      if (!batch.gold().get(i).ranges().isEmpty()) {
        stagings.add(() -> stageGold(table, batch.gold().get(table)));
      }
    }
    int others = stagings.size();
    GoldBatch missing = batch.gaps();
    if (gaps != null && missing != null && !missing.ranges().isEmpty()) {
      stagings.add(() -> gaps.stage(missing));
    }
    List<Runnable> commits = threads.all(stagings);
    commits.subList(0, growing).forEach(Runnable::run);
    threads.all(commits.subList(growing, others).stream().map(Executors::callable).toList());
    commits.subList(others, commits.size()).forEach(Runnable::run);
    return commits.size();
  }

  private Runnable stageBronze(TableBatch batch) {
    Optional<StagedRows> file = bronze.stage(batch.rows());
    return () -> {
      Ledger next = bronzeLedger.advance(batch.ranges());
      bronze.commit(file, next);
      bronzeLedger = next;
    };
  }

  private Runnable stageQuarantine(TableBatch batch) {
    Optional<StagedRows> file = quarantine.stage(batch.rows());
    return () -> {
      Ledger next = quarantineLedger.advance(batch.ranges());
      quarantine.commit(file, next);
      quarantineLedger = next;
    };
  }

  private Runnable stageSilver(TableBatch batch) {
    Optional<StagedRows> file = silver.stage(batch.rows());
    return () -> {
      Ledger next = silverLedger.advance(batch.ranges());
      silver.commit(file, next);
      silverLedger = next;
    };
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

  /** The number of committed rows by table. */
  SortedMap<String, Long> rows() {
    SortedMap<String, Long> rows = new TreeMap<>();
    rows.put(pipeline.bronze(), bronze.rows());
    rows.put(pipeline.quarantine(), quarantine.rows());
    rows.put(pipeline.silver().table(), silver.rows());
    for (int i = 0; i < gold.size(); i++) {
      rows.put(pipeline.gold().get(i).table(), gold.get(i).rows());
    }
    if (gaps != null) {
      rows.put(gaps.table().name(), gaps.table().rows());
    }
    return rows;
  }

  /** How many gaps there are, by state; empty where nobody notices them. */
  SortedMap<String, Long> gaps() {
    return gaps == null ? Collections.emptySortedMap() : gaps.counts();
  }

  /** A gold table, or the table of gaps. */
  WindowTable windows(String table) {
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
  Rows newest(Gold spec, int windows) {
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

  /** Hands over committed silver rows with an event time from (inclusive) until (exclusive). */
  void silver(long fromMicros, long untilMicros, Consumer<Rows> rows) {
    silver.scan(
        TableSchemas.silver(pipeline.silver()).names(),
        new ColumnRange(pipeline.silver().eventTime(), fromMicros, untilMicros),
        rows);
  }

  /** Like {@link #silver(long, long, Consumer)}, with some columns only. */
  void silver(List<String> columns, long fromMicros, long untilMicros, Consumer<Rows> rows) {
    silver.scan(
        columns, new ColumnRange(pipeline.silver().eventTime(), fromMicros, untilMicros), rows);
  }

  /** Ends its threads; the tables stay open with their lake. */
  @Override
  public void close() {
    threads.close();
  }
}
