package tributary.spark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import tributary.core.dedup.Coordinates;
import tributary.core.intake.History;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.KeyReader;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Key;
import tributary.core.spec.Silver;
import tributary.lake.ColumnRange;
import tributary.lake.GrowingTable;
import tributary.lake.WindowTable;

/** What the lake's tables hold, as the intake asks for it. */
record CommittedTables(Silver spec, GrowingTable silver, Map<String, WindowTable> gold)
    implements History {

  @Override
  public void open(String table, Consumer<Rows> rows) {
    rows.accept(gold(table).open());
  }

  @Override
  public void gold(String table, long windowStartMicros, Consumer<Rows> rows) {
    rows.accept(gold(table).find(windowStartMicros, windowStartMicros + 1));
  }

  private WindowTable gold(String table) {
    WindowTable found = gold.get(table);
    if (found == null) {
      throw new IllegalArgumentException("Cannot find gold table " + table);
    }
    return found;
  }

  @Override
  public void silver(long fromMicros, long untilMicros, Consumer<Rows> rows) {
    silver.scan(
        TableSchemas.silver(spec).names(),
        new ColumnRange(spec.eventTime(), fromMicros, untilMicros),
        rows);
  }

  @Override
  public Optional<Coordinates> find(Rows rows, int row) {
    Schema schema = TableSchemas.silver(spec);
    KeyReader wanted = key(schema);
    wanted.read(rows, row);
    long time = rows.longs(schema.indexOf(spec.eventTime())).get(row);
    List<Coordinates> found = new ArrayList<>();
    silver(time, time + 1, committed -> collect(committed, wanted, found));
    return found.stream().findFirst();
  }

  private void collect(Rows committed, KeyReader wanted, List<Coordinates> found) {
    Schema schema = committed.schema();
    KeyReader key = key(schema);
    for (int row = 0; row < committed.size(); row++) {
      key.read(committed, row);
      if (bytes(key).equals(bytes(wanted))) {
        found.add(
            new Coordinates(
                (int) committed.longs(schema.indexOf(TableSchemas.PARTITION)).get(row),
                committed.longs(schema.indexOf(TableSchemas.OFFSET)).get(row),
                spec.each() == null
                    ? 0
                    : (int) committed.longs(schema.indexOf(TableSchemas.ITEM)).get(row)));
      }
    }
  }

  private static ByteBuffer bytes(KeyReader key) {
    return ByteBuffer.wrap(key.array(), 0, key.length());
  }

  private KeyReader key(Schema schema) {
    Key key = Objects.requireNonNull(spec.key());
    return new KeyReader(key.columns().stream().mapToInt(schema::indexOf).toArray());
  }
}
