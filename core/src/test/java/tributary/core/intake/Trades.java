package tributary.core.intake;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tributary.core.rows.Type;
import tributary.core.spec.Check;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Commit;
import tributary.core.spec.Continuity;
import tributary.core.spec.Gold;
import tributary.core.spec.JsonPointer;
import tributary.core.spec.Key;
import tributary.core.spec.Layout;
import tributary.core.spec.Measure;
import tributary.core.spec.Measure.Function;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;
import tributary.core.spec.Store;
import tributary.core.spec.Topic;

/** A small pipeline with windows within one partition and across several. */
final class Trades {
  /** What silver calls the time of receipt. */
  static final String RECEIVED = "processed_at";

  static final Duration WITHIN = Duration.ofMinutes(1);
  private static final Type PRICE = new Type.Decimal(18, 8);
  private static final Type SUM = new Type.Decimal(28, 8);
  private static final Type MEAN = new Type.Decimal(22, 12);

  private Trades() {}

  static Pipeline pipeline() {
    return new Pipeline(
        "trades",
        null,
        new Topic("trades", 3),
        Commit.DEFAULT,
        "bronze",
        "quarantine",
        silver(),
        List.of(byProduct(), overall(), bySide()),
        Store.DELTA,
        new Layout(Map.of("received_at", "ingested_at", "payload", "raw"), null),
        List.of(),
        List.of());
  }

  /**
   * The same, with gaps noticed.
   *
   * @param byIds whether by ids, or only by what the feed says
   */
  static Pipeline watched(boolean byIds) {
    Silver plain = silver();
    Continuity continuity =
        new Continuity(
            "gaps", "product", byIds ? "id" : null, byIds ? JsonPointer.parse("/newest") : null);
    Silver silver =
        new Silver(
            plain.table(),
            plain.kind(),
            plain.rows(),
            plain.control(),
            null,
            plain.columns(),
            plain.eventTime(),
            plain.sequence(),
            plain.key(),
            continuity,
            plain.layout());
    Gold byTwo =
        new Gold(
            "by_two",
            Duration.ofSeconds(7),
            Duration.ofSeconds(1),
            List.of("side", "product"),
            List.of(new Measure("trades", Function.COUNT, null, null, new Type.BigInt())));
    return new Pipeline(
        "trades",
        null,
        new Topic("trades", 3),
        Commit.DEFAULT,
        "bronze",
        "quarantine",
        silver,
        List.of(byProduct(), overall(), byTwo));
  }

  static Silver silver() {
    return new Silver(
        "silver",
        JsonPointer.parse("/type"),
        Set.of("trade"),
        Set.of("ack", "beat"),
        null,
        List.of(
            column("time", new Type.Timestamp(), true, new Check.NearReceipt(Duration.ofDays(30))),
            column("sequence", new Type.BigInt(), false),
            column("product", new Type.Text(), true),
            column("id", new Type.BigInt(), true),
            column("side", new Type.Text(), true, new Check.OneOf(Set.of("buy", "sell"))),
            column("price", PRICE, true, new Check.Above(BigDecimal.ZERO)),
            column("size", PRICE, false, new Check.AtLeast(BigDecimal.ZERO))),
        "time",
        "sequence",
        new Key(List.of("product", "id"), WITHIN),
        null,
        new Layout(Map.of("received_at", RECEIVED), null));
  }

  private static ColumnSpec column(String name, Type type, boolean required, Check... checks) {
    return new ColumnSpec(name, JsonPointer.parse("/" + name), type, required, List.of(checks));
  }

  private static Gold byProduct() {
    return new Gold(
        "by_product",
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        List.of("product"),
        List.of(
            new Measure("open", Function.FIRST, "price", null, PRICE),
            new Measure("high", Function.MAX, "price", null, PRICE),
            new Measure("low", Function.MIN, "price", null, PRICE),
            new Measure("close", Function.LAST, "price", null, PRICE),
            new Measure("volume", Function.SUM, "size", null, SUM),
            new Measure("trades", Function.COUNT, null, null, new Type.BigInt()),
            new Measure("vwap", Function.VWAP, "price", "size", MEAN)));
  }

  private static Gold overall() {
    return new Gold(
        "overall",
        Duration.ofMinutes(1),
        Duration.ZERO,
        List.of(),
        List.of(
            new Measure("trades", Function.COUNT, null, null, new Type.BigInt()),
            new Measure("last_side", Function.LAST, "side", null, new Type.Text())));
  }

  private static Gold bySide() {
    return new Gold(
        "by_side",
        Duration.ofSeconds(30),
        Duration.ofSeconds(7),
        Duration.ofMinutes(5),
        List.of("side"),
        List.of(
            new Measure("mean", Function.AVG, "price", null, MEAN),
            new Measure("sized", Function.COUNT, "size", null, new Type.BigInt()),
            new Measure(RECEIVED, Function.LAST, RECEIVED, null, new Type.Timestamp())),
        new Layout(Map.of("window_start", "start", "window_end", "end", "is_final", "over"), null));
  }
}
