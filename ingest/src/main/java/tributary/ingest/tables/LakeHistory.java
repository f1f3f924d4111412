package tributary.ingest.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tributary.core.dedup.Coordinates;
import tributary.core.intake.History;
import tributary.core.intake.Remembered;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.KeyReader;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;

/** Answers from committed tables. For the thread that takes frames in. */
public final class LakeHistory implements History {
  /** Keys of so many stretches are kept, for a replay that repeats one after the other. */
  private static final int STRETCHES = 16;

  private final Committed tables;
  private final Silver silver;
  private final int timeColumn;
  private final KeyReader key;
  private final List<String> remembered;
  private final int[] rememberedColumns;
  private final Rows whole;
  private final Map<Long, KnownKeys> stretches =
      new LinkedHashMap<>(STRETCHES * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, KnownKeys> eldest) {
          return size() > STRETCHES;
        }
      };
  private long batches = -1;

  public LakeHistory(Committed tables, Pipeline pipeline) {
    this.tables = tables;
    this.silver = pipeline.silver();
    Schema schema = TableSchemas.silver(silver);
    this.timeColumn = schema.indexOf(silver.eventTime());
    this.remembered = Remembered.columns(pipeline);
    this.rememberedColumns = remembered.stream().mapToInt(schema::indexOf).toArray();
    this.whole = new Rows(schema);
    this.key = new KeyReader(keyNames().stream().mapToInt(schema::indexOf).toArray());
  }

  private List<String> keyNames() {
    return silver.key() == null ? List.of() : silver.key().columns();
  }

  @Override
  public void open(String table, Consumer<Rows> rows) {
    tables.open(table, rows);
  }

  @Override
  public void gold(String table, long fromMicros, long untilMicros, Consumer<Rows> rows) {
    tables.windows(table, fromMicros, untilMicros, rows);
  }

  @Override
  public void silver(long fromMicros, long untilMicros, Consumer<Rows> rows) {
    tables.silver(remembered, fromMicros, untilMicros, some -> rows.accept(spread(some)));
  }

  /** The rows with all the table's columns, those that were not read as null. */
  private Rows spread(Rows some) {
    whole.clear();
    for (int row = 0; row < some.size(); row++) {
      whole.open();
      for (int i = 0; i < rememberedColumns.length; i++) {
        whole.set(rememberedColumns[i], some, i, row);
      }
      whole.keep();
    }
    return whole;
  }

  @Override
  public Optional<Coordinates> find(Rows rows, int row) {
    if (batches != tables.batches()) {
      stretches.clear();
      batches = tables.batches();
    }
    long stretch = Math.floorDiv(rows.longs(timeColumn).get(row), STRETCH_MICROS);
    key.read(rows, row);
    return stretches.computeIfAbsent(stretch, this::load).find(key);
  }

  private KnownKeys load(long stretch) {
    List<String> columns = new ArrayList<>(keyNames());
    columns.add(TableSchemas.PARTITION);
    columns.add(TableSchemas.OFFSET);
    if (silver.each() != null) {
      columns.add(TableSchemas.ITEM);
    }
    KnownKeys known = new KnownKeys(keyNames().size());
    tables.silver(columns, stretch * STRETCH_MICROS, (stretch + 1) * STRETCH_MICROS, known::add);
    return known;
  }
}
