package tributary.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tributary.core.rows.Type;
import tributary.core.spec.Check;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Commit;
import tributary.core.spec.Gold;
import tributary.core.spec.JsonPointer;
import tributary.core.spec.Key;
import tributary.core.spec.Measure;
import tributary.core.spec.Measure.Function;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;
import tributary.core.spec.Topic;

/** What {@code pipelines/coinbase.yaml} means, written down a second time by hand. */
public final class Coinbase {
  private static final Type SMALL = new Type.Decimal(18, 8);
  private static final Type LARGE = new Type.Decimal(28, 8);

  private Coinbase() {}

  public static Pipeline pipeline() {
    return new Pipeline(
        "coinbase",
        null,
        new Topic("coinbase.ticker", 3),
        Commit.DEFAULT,
        "coinbase_bronze",
        "coinbase_quarantine",
        silver(),
        List.of(averages(), candles()));
  }

  public static Silver silver() {
    return new Silver(
        "coinbase_ticker_table",
        JsonPointer.parse("/type"),
        Set.of("ticker"),
        Set.of("subscriptions", "heartbeat", "error"),
        columns(),
        "time",
        "sequence",
        new Key(List.of("product_id", "trade_id"), Duration.ofMinutes(10)));
  }

  private static List<ColumnSpec> columns() {
    List<ColumnSpec> columns = new ArrayList<>();
    columns.add(required("type", new Type.Text()));
    columns.add(required("sequence", new Type.BigInt()));
    columns.add(required("product_id", new Type.Text()));
    columns.add(required("price", SMALL, new Check.Above(BigDecimal.ZERO)));
    columns.add(optional("open_24h", SMALL));
    columns.add(optional("volume_24h", LARGE));
    columns.add(optional("low_24h", SMALL));
    columns.add(optional("high_24h", SMALL));
    columns.add(optional("volume_30d", LARGE));
    columns.add(optional("best_bid", SMALL));
    columns.add(optional("best_bid_size", SMALL));
    columns.add(optional("best_ask", SMALL));
    columns.add(optional("best_ask_size", SMALL));
    columns.add(optional("side", new Type.Text(), new Check.OneOf(Set.of("buy", "sell"))));
    columns.add(required("time", new Type.Timestamp(), new Check.NearReceipt(Duration.ofDays(1))));
    columns.add(required("trade_id", new Type.BigInt()));
    columns.add(optional("last_size", SMALL));
    return columns;
  }

  private static ColumnSpec required(String name, Type type, Check... checks) {
    return new ColumnSpec(name, JsonPointer.parse("/" + name), type, true, List.of(checks));
  }

  private static ColumnSpec optional(String name, Type type, Check... checks) {
    return new ColumnSpec(name, JsonPointer.parse("/" + name), type, false, List.of(checks));
  }

  private static Gold averages() {
    Type average = new Type.Decimal(22, 12);
    return gold("price_1m", new Measure("avg_price", Function.AVG, "price", null, average));
  }

  private static Gold candles() {
    return gold(
        "candles_1m",
        new Measure("open", Function.FIRST, "price", null, SMALL),
        new Measure("high", Function.MAX, "price", null, SMALL),
        new Measure("low", Function.MIN, "price", null, SMALL),
        new Measure("close", Function.LAST, "price", null, SMALL),
        new Measure("volume", Function.SUM, "last_size", null, LARGE),
        new Measure("trades", Function.COUNT, null, null, new Type.BigInt()),
        new Measure("vwap", Function.VWAP, "price", "last_size", new Type.Decimal(22, 12)));
  }

  private static Gold gold(String table, Measure... measures) {
    return new Gold(
        table,
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        List.of("product_id"),
        List.of(measures));
  }
}
