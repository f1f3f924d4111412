package tributary.serve.board;

import java.util.List;
import tributary.core.rows.Schema;

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
    return new CandleColumns(
        schema,
        schema.indexOf("window_start"),
        schema.indexOf(roles.instrument()),
        MEASURES.stream()
            .filter(schema.names()::contains)
            .map(name -> Quantity.of(schema, name))
            .toList(),
        schema.indexOf("is_final"),
        schema.indexOf("revision"),
        schema.indexOf("is_complete"));
  }

  Quantity close() {
    return measures.get(CLOSE);
  }

  String name(Quantity measure) {
    return schema.field(measure.column()).name();
  }
}
