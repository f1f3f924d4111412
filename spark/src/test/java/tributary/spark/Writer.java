package tributary.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tributary.core.frame.Frame;
import tributary.core.gaps.GapBook;
import tributary.core.intake.Batch;
import tributary.core.intake.GoldBatch;
import tributary.core.intake.Intake;
import tributary.core.intake.Resume;
import tributary.core.intake.TableBatch;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Ledger;
import tributary.core.spec.Added;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.core.windows.Cut;
import tributary.core.windows.Windows;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;
import tributary.lake.WindowTable;

/**
 * Brings frames into the tables of a pipeline as the embedded runner does, without Kafka, and notes
 * what each commit wrote.
 */
final class Writer {
  private static final List<String> COORDINATES =
      List.of(TableSchemas.PARTITION, TableSchemas.OFFSET, Added.RECEIVED_AT);

  private static final List<String> SILVER_STATISTICS =
      List.of(
          TableSchemas.PARTITION,
          TableSchemas.OFFSET,
          Added.RECEIVED_AT,
          "time",
          "product_id",
          "trade_id");

  private static final List<String> GOLD_KEY = List.of(Added.WINDOW_START, "product_id");

  private final Written written;
  private final Pipeline pipeline;
  private final GrowingTable bronze;
  private final GrowingTable quarantine;
  private final GrowingTable silver;
  private final Map<String, WindowTable> gold = new LinkedHashMap<>();
  private final Intake intake;

  /** Goes on where the tables stand. */
  Writer(Lake lake, Pipeline pipeline, Written written) {
    this.written = written;
    this.pipeline = pipeline;
    bronze =
        lake.growing(pipeline.bronze(), TableSchemas.bronze(pipeline.bronzeLayout()), COORDINATES);
    quarantine =
        lake.growing(
            pipeline.quarantine(), TableSchemas.quarantine(pipeline.silver()), COORDINATES);
    silver =
        lake.growing(
            pipeline.silver().table(), TableSchemas.silver(pipeline.silver()), SILVER_STATISTICS);
    for (Gold each : pipeline.gold()) {
      gold.put(
          each.table(),
          lake.windows(each.table(), Windows.schema(each, pipeline.silver()), GOLD_KEY));
    }
    WindowTable gaps = lake.windows(Written.GAPS, GapBook.schema(), GapBook.key());
    List<Ledger> goldLedgers = gold.values().stream().map(table -> ledger(table.ledger())).toList();
    Resume resume =
        new Resume(
            ledger(bronze.ledger()),
            ledger(quarantine.ledger()),
            ledger(silver.ledger()),
            goldLedgers,
            ledger(gaps.ledger()));
    gold.put(Written.GAPS, gaps);
    intake = new Intake(pipeline, resume, new CommittedTables(pipeline.silver(), silver, gold));
  }

  private Ledger ledger(Optional<Ledger> last) {
    return last.orElseGet(() -> Ledger.empty(pipeline.topic().name(), "a-topic-id"));
  }

  void take(Frame frame) {
    intake.take(frame);
  }

  /** Commits what was taken in since the last time to every table. */
  void commit() {
    Batch batch = intake.cut();
    append(bronze, batch.bronze());
    append(quarantine, batch.quarantine());
    append(silver, batch.silver());
    batch.gold().forEach(this::replace);
    replace(Objects.requireNonNull(batch.gaps()));
  }

  private void append(GrowingTable table, TableBatch batch) {
    Ledger next = ledger(table.ledger()).advance(batch.ranges());
    long version = table.commit(table.stage(batch.rows()), next);
    written.table(table.name()).append(version, WrittenRows.lines(batch.rows()));
  }

  private void replace(GoldBatch batch) {
    WindowTable table = Objects.requireNonNull(gold.get(batch.table()));
    Ledger next = ledger(table.ledger()).advance(batch.ranges());
    Cut cut = batch.cut();
    long version = table.commit(table.stage(cut.open(), cut.sealed(), cut.withdrawn()), next);
    written
        .table(table.name())
        .replace(
            version,
            WrittenRows.lines(cut.open()),
            WrittenRows.lines(cut.sealed()),
            WrittenRows.lines(cut.withdrawn()));
  }
}
