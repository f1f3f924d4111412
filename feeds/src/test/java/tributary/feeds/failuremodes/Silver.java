package tributary.feeds.failuremodes;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tributary.core.decode.Decoder;
import tributary.core.decode.Outcome;
import tributary.core.frame.FrameOrigin;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.feeds.socket.Collected;

/** What a venue's pipeline makes of frames, before duplicates are taken out. */
final class Silver {
  /** None comes with Tributary for this venue. */
  private static final String ADVANCED =
      """
      pipeline: advanced
      topic: {name: advanced.trades, partitions: 3}
      bronze: {table: bronze}
      quarantine: {table: quarantine}
      silver:
        table: trades
        kind: /channel
        rows: [market_trades]
        control: [subscriptions, heartbeats, ""]
        each: /events/*/trades/*
        newest_first: true
        columns:
          product_id: {pointer: /events/*/trades/*/product_id, type: string, required: true}
          trade_id: {pointer: /events/*/trades/*/trade_id, type: bigint, required: true}
          price: {pointer: /events/*/trades/*/price, type: "decimal(18,8)", required: true, above: 0}
          time: {pointer: /events/*/trades/*/time, type: timestamp, required: true}
        event_time: time
        sequence: trade_id
        key:
          columns: [product_id, trade_id]
          within: 10m
      """;

  private final Decoder decoder;
  private final Rows rows;
  private final Map<String, List<Long>> ids = new TreeMap<>();
  private long framesRejected;

  private Silver(Pipeline pipeline) {
    this.decoder = new Decoder(pipeline.silver());
    this.rows = new Rows(TableSchemas.silver(pipeline.silver()));
  }

  static Silver of(Asked venue) {
    return new Silver(
        switch (venue) {
          case COINBASE_EXCHANGE -> shipped("coinbase");
          case COINBASE_ADVANCED -> PipelineReader.read("advanced", ADVANCED);
          case BINANCE -> shipped("binance");
          case KRAKEN -> shipped("kraken");
        });
  }

  private static Pipeline shipped(String name) {
    return PipelineReader.read(Path.of("../pipelines", name + ".yaml"));
  }

  void take(Collected.Taken record) {
    if (record.origin() != FrameOrigin.VENUE) {
      return;
    }
    Outcome outcome = decoder.decode(record.frame(), record.receivedMicros(), rows);
    if (!(outcome instanceof Outcome.Items items)) {
      framesRejected += isRejected(outcome) ? 1 : 0;
      return;
    }
    boolean hasRejected = false;
    for (int i = 0; i < items.count(); i++) {
      hasRejected |= isRejected(decoder.item(i, rows));
    }
    framesRejected += hasRejected ? 1 : 0;
  }

  private boolean isRejected(Outcome outcome) {
    if (outcome instanceof Outcome.Row) {
      ids.computeIfAbsent(cell("product_id"), product -> new ArrayList<>())
          .add(Long.parseLong(cell("trade_id")));
    }
    return outcome instanceof Outcome.Rejected;
  }

  private String cell(String column) {
    return Values.text(rows, rows.schema().indexOf(column), rows.size());
  }

  /** The ids of a product's trades in the order of rows. */
  List<Long> ids(String product) {
    return requireNonNull(ids.get(product), () -> "no row of " + product + " in " + ids.keySet());
  }

  long rows() {
    return ids.values().stream().mapToLong(List::size).sum();
  }

  /** Frames of which something went to quarantine. */
  long framesRejected() {
    return framesRejected;
  }
}
