package tributary.spark.batch;

import java.util.List;
import java.util.function.Consumer;
import tributary.core.rows.Rows;
import tributary.ingest.tables.Committed;
import tributary.ingest.tables.Tables;

/** The driver's own tables, before the first batch. */
record OwnTables(Tables tables) implements Committed {

  @Override
  public void open(String table, Consumer<Rows> rows) {
    rows.accept(tables.windows(table).open());
  }

  @Override
  public void windows(String table, long fromMicros, long untilMicros, Consumer<Rows> rows) {
    tables.windows(table).scan(fromMicros, untilMicros, rows);
  }

  @Override
  public void silver(List<String> columns, long fromMicros, long untilMicros, Consumer<Rows> rows) {
    tables.silver(columns, fromMicros, untilMicros, rows);
  }

  @Override
  public long batches() {
    return 0;
  }
}
