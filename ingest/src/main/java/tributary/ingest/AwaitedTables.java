package tributary.ingest;

import java.util.List;
import java.util.function.Consumer;
import tributary.core.rows.Rows;
import tributary.ingest.tables.Committed;
import tributary.ingest.tables.Tables;

/** The writer's own tables, once the commit under way is done. */
record AwaitedTables(Tables tables, BatchWriter writer) implements Committed {

  @Override
  public void open(String table, Consumer<Rows> rows) {
    writer.awaitIdle();
    rows.accept(tables.windows(table).open());
  }

  @Override
  public void windows(String table, long fromMicros, long untilMicros, Consumer<Rows> rows) {
    writer.awaitIdle();
    tables.windows(table).scan(fromMicros, untilMicros, rows);
  }

  @Override
  public void silver(List<String> columns, long fromMicros, long untilMicros, Consumer<Rows> rows) {
    writer.awaitIdle();
    tables.silver(columns, fromMicros, untilMicros, rows);
  }

  @Override
  public long batches() {
    return writer.batches();
  }
}
