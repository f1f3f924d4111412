package tributary.serve.board;

import org.jspecify.annotations.Nullable;
import tributary.core.rows.Schema;
import tributary.core.spec.Silver;

/**
 * Where in silver rows of one schema the board's columns stand.
 *
 * @param sequence -1 if the pipeline has none
 * @param size null if the pipeline has none
 * @param side -1 if the pipeline has none
 */
record TickColumns(
    Schema schema,
    int instrument,
    int time,
    int sequence,
    Quantity price,
    @Nullable Quantity size,
    int side) {

  static TickColumns of(Schema schema, Silver silver, Roles roles) {
    String size = roles.size();
    return new TickColumns(
        schema,
        schema.indexOf(roles.instrument()),
        schema.indexOf(silver.eventTime()),
        indexOf(schema, silver.sequence()),
        Quantity.of(schema, roles.price()),
        size == null ? null : Quantity.of(schema, size),
        indexOf(schema, roles.side()));
  }

  private static int indexOf(Schema schema, @Nullable String column) {
    return column == null ? -1 : schema.indexOf(column);
  }
}
