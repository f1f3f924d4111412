package tributary.core.windows;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.spec.Gold;
import tributary.core.spec.Silver;

/** Feeds windows as the intake does, with the tables they need kept in memory. */
final class Feeding implements Watermarks, CommittedRows {
  private final Silver silver;
  private final Rows rows;
  private final KeptGold kept;
  private final Gold gold;
  private final Map<Integer, Long> highest = new HashMap<>();
  private final Map<Integer, Long> positions = new HashMap<>();
  private long highestOfAll = Range.NO_TIME;
  private int committed;
  private Windows windows;

  Feeding(Gold gold, Silver silver) {
    this.gold = gold;
    this.silver = silver;
    this.rows = new Rows(TableSchemas.silver(silver));
    this.kept = new KeptGold(gold, silver);
    this.windows = new Windows(gold, silver, this, (product, start, end) -> null);
  }

  KeptGold kept() {
    return kept;
  }

  Windows windows() {
    return windows;
  }

  void add(Event event) {
    int row = rows.open();
    event.write(silver.columns(), rows, row);
    rows.longs(rows.schema().indexOf(TableSchemas.PARTITION)).set(row, event.partition());
    rows.longs(rows.schema().indexOf(TableSchemas.OFFSET)).set(row, event.offset());
    if (event.values().get(silver.receivedAt()) != null) {
      long received = event.micros(silver.receivedAt());
      rows.longs(rows.schema().indexOf(silver.receivedAt())).set(row, received);
    }
    rows.keep();
    windows.add(rows, row, event.partition(), event.offset(), this);
    passed(event.partition(), event.micros(silver.eventTime()));
    positions.put(event.partition(), event.offset() + 1);
  }

  /** Notes a time that the partition's log has passed. */
  void passed(int partition, long micros) {
    highest.merge(partition, micros, Math::max);
    highestOfAll = Math.max(highestOfAll, micros);
  }

  void cut() {
    Cut cut =
        new Cut(new Rows(windows.schema()), new Rows(windows.schema()), new Rows(windows.schema()));
    windows.cut(this, cut);
    kept.commit(cut);
    committed = rows.size();
  }

  /** Stops after a cut and begins again from what the tables hold. */
  void restart() {
    cut();
    windows = new Windows(gold, silver, this, (product, start, end) -> null);
    windows.restore(kept.open());
    silver(Long.MIN_VALUE, Long.MAX_VALUE, each -> windows.refill(each, this));
  }

  @Override
  public long highestMicros(int partition) {
    return highest.getOrDefault(partition, Range.NO_TIME);
  }

  @Override
  public long highestMicros() {
    return highestOfAll;
  }

  @Override
  public long position(int partition) {
    return positions.getOrDefault(partition, 0L);
  }

  @Override
  public void gold(String table, long fromMicros, long untilMicros, Consumer<Rows> to) {
    to.accept(kept.starting(fromMicros, untilMicros));
  }

  @Override
  public void silver(long fromMicros, long untilMicros, Consumer<Rows> to) {
    Rows found = new Rows(rows.schema());
    int time = silver.indexOf(silver.eventTime());
    for (int row = 0; row < committed; row++) {
      long micros = rows.longs(time).get(row);
      if (micros >= fromMicros && micros < untilMicros) {
        found.append(rows, row);
      }
    }
    to.accept(found);
  }
}
