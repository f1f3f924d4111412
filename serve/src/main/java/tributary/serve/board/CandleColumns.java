package tributary.serve.board;

import java.util.List;
import tributary.core.rows.Schema;
import tributary.core.spec.Added;
import tributary.core.spec.Layout;

/** Where in the candles' rows of one schema the board's columns stand. */
record CandleColumns(
    Schema schema,
    int start,
    int instrument,
    List<Quantity> measures,
    int isFinal,
    int revision,
    int isComplete) {
  private static final List<String> MEASURES =
      List.of("open", "high", "low", "close", "volume", "trades", "vwap");
  private static final int CLOSE = 3;

  static CandleColumns of(Schema schema, Roles roles) {
    Layout layout = roles.candles().layout();
    return new CandleColumns(
        schema,
        schema.indexOf(roles.candles().windowStart()),
        schema.indexOf(roles.instrument()),
        MEASURES.stream()
            .filter(schema.names()::contains)
            .map(name -> Quantity.of(schema, name))
            .toList(),
        schema.indexOf(layout.name(Added.IS_FINAL)),
        schema.indexOf(layout.name(Added.REVISION)),
        schema.indexOf(layout.name(Added.IS_COMPLETE)));
  }

  Quantity close() {
    return measures.get(CLOSE);
  }

  String name(Quantity measure) {
    return schema.field(measure.column()).name();
  }
}
