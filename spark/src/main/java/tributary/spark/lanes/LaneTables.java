package tributary.spark.lanes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Rows;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.ingest.tables.Committed;
import tributary.ingest.tables.PlacedTables;
import tributary.lake.ColumnRange;
import tributary.lake.CommittedTable;

/** The committed tables as an executor reads them, batch after batch. For one lane. */
final class LaneTables implements Committed {
  private final Pipeline pipeline;
  private final Optional<ColumnRange> ofLane;
  private PlacedTables places;
  private long batch;
  private boolean isRestoring = true;

  /**
   * @param partitions those of the lane; empty where it has all
   */
  LaneTables(Pipeline pipeline, Set<Integer> partitions, LaneOrder order) {
    this.pipeline = pipeline;
    this.ofLane =
        partitions.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ColumnRange(
                    TableSchemas.PARTITION,
                    partitions.stream().mapToInt(it -> it).min().getAsInt(),
                    partitions.stream().mapToInt(it -> it).max().getAsInt() + 1L));
    this.places = order.places();
    this.batch = order.batch();
  }

  /** From now on what is looked up may be of any partition. */
  void restored() {
    isRestoring = false;
  }

  /** Answers as of the beginning of a batch from now on. */
  void at(LaneOrder order) {
    places = order.places();
    batch = order.batch();
  }

  @Override
  public void open(String table, Consumer<Rows> rows) {
    table(table).open(rows);
  }

  @Override
  public void windows(String table, long fromMicros, long untilMicros, Consumer<Rows> rows) {
    for (Gold gold : pipeline.gold()) {
      if (gold.table().equals(table)) {
        table(table).scan(new ColumnRange(gold.windowStart(), fromMicros, untilMicros), rows);
        return;
      }
    }
    throw new IllegalArgumentException("Cannot find gold table " + table);
  }

  /**
   * While a lane comes back its own rows are enough, since its keys and open windows are found in
   * no other; a row that is older than memory reaches may have met one of another partition, from
   * before the topic got more of them.
   */
  @Override
  public void silver(List<String> columns, long fromMicros, long untilMicros, Consumer<Rows> rows) {
    places
        .committedSilver()
        .scan(
            columns,
            new ColumnRange(pipeline.silver().eventTime(), fromMicros, untilMicros),
            isRestoring ? ofLane : Optional.empty(),
            rows);
  }

  @Override
  public long batches() {
    return batch;
  }

  private CommittedTable table(String name) {
    CommittedTable found = places.windows().get(name);
    if (found == null) {
      throw new IllegalArgumentException("Cannot find table " + name);
    }
    return found;
  }
}
