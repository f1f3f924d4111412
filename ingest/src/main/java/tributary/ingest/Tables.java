package tributary.ingest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import tributary.core.intake.Batch;
import tributary.core.intake.GoldBatch;
import tributary.core.intake.Resume;
import tributary.core.intake.TableBatch;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;
import tributary.core.windows.Cut;
import tributary.core.windows.Windows;
import tributary.lake.ColumnRange;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;
import tributary.lake.WindowTable;

/** The tables of one pipeline, each with the ledger of its last commit. */
final class Tables {
  private static final List<String> COORDINATES =
      List.of(TableSchemas.PARTITION, TableSchemas.OFFSET, TableSchemas.RECEIVED_AT);

  private final Pipeline pipeline;
  private final String topicId;
  private final GrowingTable bronze;
  private final GrowingTable quarantine;
  private final GrowingTable silver;
  private final List<WindowTable> gold = new ArrayList<>();
  private final List<Ledger> goldLedgers = new ArrayList<>();
  private Ledger bronzeLedger;
  private Ledger quarantineLedger;
  private Ledger silverLedger;

  Tables(Lake lake, Pipeline pipeline, String topicId) {
    this.pipeline = pipeline;
    this.topicId = topicId;
    Silver spec = pipeline.silver();
    Schema silverSchema = TableSchemas.silver(spec);
    bronze = lake.growing(pipeline.bronze(), TableSchemas.bronze(), COORDINATES);
    quarantine = lake.growing(pipeline.quarantine(), TableSchemas.quarantine(), COORDINATES);
    silver = lake.growing(spec.table(), silverSchema, silverStatistics(spec));
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
    return new Resume(bronzeLedger, quarantineLedger, silverLedger, goldLedgers);
  }

  /**
   * Commits a batch to every table that lacks some of it, in the order that the next start relies
   * on.
   *
   * @return how many commits were made
   */
  int commit(Batch batch) {
    int commits = 0;
    if (!batch.bronze().ranges().isEmpty()) {
      bronzeLedger = append(bronze, bronzeLedger, batch.bronze());
      commits++;
    }
    if (!batch.quarantine().rows().isEmpty()) {
      quarantineLedger = append(quarantine, quarantineLedger, batch.quarantine());
      commits++;
    }
    if (!batch.silver().ranges().isEmpty()) {
      silverLedger = append(silver, silverLedger, batch.silver());
      commits++;
    }
    for (int i = 0; i < gold.size(); i++) {
      GoldBatch each = batch.gold().get(i);
      if (!each.ranges().isEmpty()) {
        Ledger next = goldLedgers.get(i).advance(each.ranges());
        Cut cut = each.cut();
        gold.get(i).commit(cut.open(), cut.sealed(), cut.withdrawn(), next);
        goldLedgers.set(i, next);
        commits++;
      }
    }
    return commits;
  }

  private static Ledger append(GrowingTable table, Ledger ledger, TableBatch batch) {
    Ledger next = ledger.advance(batch.ranges());
    table.commit(table.stage(batch.rows()), next);
    return next;
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
    return rows;
  }

  WindowTable gold(String table) {
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
}
