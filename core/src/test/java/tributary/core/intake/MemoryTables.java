package tributary.core.intake;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tributary.core.dedup.Coordinates;
import tributary.core.gaps.GapBook;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Continuity;
import tributary.core.spec.Pipeline;
import tributary.core.windows.KeptGold;

/**
 * All tables in memory. Each commits its rows together with its ledger, one table after the other;
 * a batch waits until the next one is to be cut or somebody asks, as beside a reader.
 */
final class MemoryTables implements History {
  final Rows bronze;
  final Rows quarantine;
  final Rows silver;
  final List<KeptGold> gold = new ArrayList<>();

  /** The gaps that may still change, and those that do not. */
  final Rows openGaps = new Rows(GapBook.schema());

  final Rows sealedGaps = new Rows(GapBook.schema());

  /**
   * The ledgers of bronze, quarantine, silver, each gold table, and the table of gaps if there is
   * one, in the order of commits.
   */
  final List<Ledger> ledgers = new ArrayList<>();

  /** Every range that silver has committed, with its partition. */
  final List<Map.Entry<Integer, Range>> silverRanges = new ArrayList<>();

  private final Pipeline pipeline;
  private final int timeColumn;
  private final Map<String, Coordinates> keys = new HashMap<>();
  private @Nullable Batch waiting;
  private long silverRowsRead;
  private long lookups;

  MemoryTables(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.bronze = new Rows(TableSchemas.bronze(pipeline.bronzeLayout()));
    this.quarantine = new Rows(TableSchemas.quarantine(pipeline.silver()));
    this.silver = new Rows(TableSchemas.silver(pipeline.silver()));
    this.timeColumn = pipeline.silver().indexOf(pipeline.silver().eventTime());
    pipeline.gold().forEach(each -> gold.add(new KeptGold(each, pipeline.silver())));
    for (int i = 0; i < tables(); i++) {
      ledgers.add(Ledger.empty(pipeline.topic().name(), "id"));
    }
  }

  int tables() {
    return 3 + gold.size() + (pipeline.silver().continuity() == null ? 0 : 1);
  }

  Resume resume() {
    int gaps = 3 + gold.size();
    return new Resume(
        ledgers.get(0),
        ledgers.get(1),
        ledgers.get(2),
        ledgers.subList(3, gaps),
        gaps == tables() ? null : ledgers.get(gaps));
  }

  /** Hands over a batch to write; the one before must be finished. */
  void write(Batch batch) {
    assertNull(waiting);
    waiting = batch;
  }

  /** Writes what is waiting. */
  void finish() {
    crashAfter(tables());
  }

  /** Writes only the first tables of what is waiting; the rest is lost. */
  void crashAfter(int commits) {
    Batch batch = waiting;
    waiting = null;
    for (int table = 0; batch != null && table < commits; table++) {
      commit(table, batch);
    }
  }

  private void commit(int table, Batch batch) {
    switch (table) {
      case 0 -> append(table, batch.bronze(), bronze);
      case 1 -> append(table, batch.quarantine(), quarantine);
      case 2 -> {
        int from = silver.size();
        append(table, batch.silver(), silver);
        learnKeys(from);
        silverRanges.addAll(batch.silver().ranges().entrySet());
      }
      default -> commitGoldOrGaps(table, batch);
    }
  }

  private void commitGoldOrGaps(int table, Batch batch) {
    if (table < 3 + gold.size()) {
      GoldBatch each = batch.gold().get(table - 3);
      if (advance(table, each.ranges())) {
        gold.get(table - 3).commit(each.cut());
      }
    } else if (advance(table, requireNonNull(batch.gaps()).ranges())) {
      openGaps.clear();
      copy(batch.gaps().cut().open(), openGaps);
      copy(batch.gaps().cut().sealed(), sealedGaps);
    } else {
      assertEquals(0, batch.gaps().cut().sealed().size(), "gaps without a range");
    }
  }

  private static void copy(Rows from, Rows to) {
    for (int row = 0; row < from.size(); row++) {
      to.append(from, row);
    }
  }

  /** All gaps, each as text, sorted. */
  List<String> gaps() {
    List<String> all = new ArrayList<>();
    for (Rows rows : List.of(openGaps, sealedGaps)) {
      for (int row = 0; row < rows.size(); row++) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < rows.schema().size(); column++) {
          text.append(rows.schema().field(column).name()).append('=');
          text.append(Values.text(rows, column, row)).append(' ');
        }
        all.add(text.toString());
      }
    }
    Collections.sort(all);
    return all;
  }

  private void append(int table, TableBatch batch, Rows to) {
    if (!advance(table, batch.ranges())) {
      assertFalse(batch.rows().size() > 0, "rows without a range for table " + table);
      return;
    }
    for (int row = 0; row < batch.rows().size(); row++) {
      to.append(batch.rows(), row);
    }
  }

  private boolean advance(int table, SortedMap<Integer, Range> ranges) {
    ledgers.set(table, ledgers.get(table).advance(ranges));
    return !ranges.isEmpty();
  }

  private void learnKeys(int from) {
    for (int row = from; row < silver.size(); row++) {
      Coordinates before = keys.put(identity(silver, row), coordinates(row));
      assertNull(before, () -> "a key twice in silver");
    }
  }

  private String identity(Rows rows, int row) {
    StringBuilder key = new StringBuilder();
    for (String column : requireNonNull(pipeline.silver().key()).columns()) {
      key.append(Values.text(rows, pipeline.silver().indexOf(column), row)).append('/');
    }
    return key.toString();
  }

  private Coordinates coordinates(int row) {
    int partition = silver.schema().indexOf(TableSchemas.PARTITION);
    boolean isItemized = pipeline.silver().each() != null;
    return new Coordinates(
        (int) silver.longs(partition).get(row),
        silver.longs(partition + 1).get(row),
        isItemized ? (int) silver.longs(partition + 3).get(row) : 0);
  }

  @Override
  public void open(String table, Consumer<Rows> rows) {
    finish();
    Continuity continuity = pipeline.silver().continuity();
    boolean areGaps = continuity != null && continuity.table().equals(table);
    rows.accept(areGaps ? openGaps : table(table).open());
  }

  @Override
  public Optional<Coordinates> find(Rows rows, int row) {
    finish();
    lookups++;
    return Optional.ofNullable(keys.get(identity(rows, row)));
  }

  @Override
  public void gold(String table, long fromMicros, long untilMicros, Consumer<Rows> rows) {
    finish();
    rows.accept(table(table).starting(fromMicros, untilMicros));
  }

  private KeptGold table(String name) {
    for (int i = 0; i < gold.size(); i++) {
      if (pipeline.gold().get(i).table().equals(name)) {
        return gold.get(i);
      }
    }
    throw new AssertionError("no table " + name);
  }

  @Override
  public void silver(long fromMicros, long untilMicros, Consumer<Rows> rows) {
    finish();
    Rows found = new Rows(silver.schema());
    for (int row = 0; row < silver.size(); row++) {
      long micros = silver.longs(timeColumn).get(row);
      if (micros >= fromMicros && micros < untilMicros) {
        found.open();
        for (String column : Remembered.columns(pipeline)) {
          int place = silver.schema().indexOf(column);
          found.set(place, silver, place, row);
        }
        found.keep();
      }
    }
    silverRowsRead += found.size();
    rows.accept(found);
  }

  /** How many keys were looked up so far. */
  long lookups() {
    return lookups;
  }

  /** How many silver rows were handed back so far. */
  long silverRowsRead() {
    return silverRowsRead;
  }
}
