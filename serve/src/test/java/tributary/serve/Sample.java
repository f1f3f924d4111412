package tributary.serve;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.spec.Check;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Commit;
import tributary.core.spec.Feed;
import tributary.core.spec.Gold;
import tributary.core.spec.JsonPointer;
import tributary.core.spec.Measure;
import tributary.core.spec.Measure.Function;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;
import tributary.core.spec.Topic;
import tributary.serve.board.CopyHealth;
import tributary.serve.board.ProductHealth;
import tributary.serve.board.Status;

/** A pipeline of trades with one-minute candles, and rows of its tables. */
public final class Sample {
  /** 2026-11-20T12:00:00Z, the start of a window. */
  public static final long NOON = 1_795_176_000_000_000L;

  public static final long MINUTE = 60_000_000L;

  private static final Type PRICE = new Type.Decimal(18, 8);
  private static final Type WIDE = new Type.Decimal(38, 8);
  private static final Type TEXT = new Type.Text();
  private static final Type NUMBER = new Type.BigInt();
  private static final Type TIME = new Type.Timestamp();

  private static final Schema SILVER =
      new Schema(
          List.of(
              Field.required("sequence", NUMBER),
              Field.required("product_id", TEXT),
              Field.required("price", PRICE),
              Field.optional("last_size", PRICE),
              Field.optional("side", TEXT),
              Field.required("time", TIME)));

  private static final Schema CANDLES =
      new Schema(
          List.of(
              Field.required("window_start", TIME),
              Field.required("window_end", TIME),
              Field.required("product_id", TEXT),
              Field.required("open", PRICE),
              Field.required("high", PRICE),
              Field.required("low", PRICE),
              Field.required("close", PRICE),
              Field.optional("volume", WIDE),
              Field.required("trades", NUMBER),
              Field.optional("vwap", PRICE),
              Field.required("is_final", new Type.Bool()),
              Field.required("revision", NUMBER),
              Field.required("is_complete", new Type.Bool())));

  private Sample() {}

  public static Pipeline pipeline() {
    return new Pipeline(
        "sample",
        new Feed("sample-exchange", List.of("BTC-USD"), List.of("ticker")),
        new Topic("sample.ticker", 1),
        Commit.DEFAULT,
        "sample_bronze",
        "sample_quarantine",
        silver(),
        List.of(averages(), candles()));
  }

  /** The pipeline without its candles. */
  public static Pipeline pipelineWithoutCandles() {
    Pipeline whole = pipeline();
    return new Pipeline(
        whole.name(),
        whole.feed(),
        whole.topic(),
        whole.commit(),
        whole.bronze(),
        whole.quarantine(),
        whole.silver(),
        List.of(averages()));
  }

  private static Silver silver() {
    List<ColumnSpec> columns =
        SILVER.fields().stream()
            .map(
                field ->
                    new ColumnSpec(
                        field.name(),
                        JsonPointer.parse("/" + field.name()),
                        field.type(),
                        field.required(),
                        field.name().equals("side")
                            ? List.of(new Check.OneOf(Set.of("buy", "sell")))
                            : List.of()))
            .toList();
    return new Silver("sample_silver", null, Set.of(), Set.of(), columns, "time", "sequence", null);
  }

  private static Gold averages() {
    return new Gold(
        "price_1m",
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        List.of("product_id"),
        List.of(measure("avg_price", Function.AVG, "price", PRICE)));
  }

  private static Gold candles() {
    return new Gold(
        "candles_1m",
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        List.of("product_id"),
        List.of(
            measure("open", Function.FIRST, "price", PRICE),
            measure("high", Function.MAX, "price", PRICE),
            measure("low", Function.MIN, "price", PRICE),
            measure("close", Function.LAST, "price", PRICE),
            measure("volume", Function.SUM, "last_size", WIDE),
            measure("trades", Function.COUNT, null, NUMBER),
            new Measure("vwap", Function.VWAP, "price", "last_size", PRICE)));
  }

  private static Measure measure(
      String name, Function function, @Nullable String column, Type type) {
    return new Measure(name, function, column, null, type);
  }

  public static Rows silverRows() {
    return new Rows(SILVER);
  }

  public static Rows candleRows() {
    return new Rows(CANDLES);
  }

  /** Appends a silver row. */
  public static void trade(Rows rows, String product, String price, long micros, long sequence) {
    int row = rows.open();
    rows.longs(0).set(row, sequence);
    rows.bytes(1).set(row, product);
    rows.longs(2).set(row, unscaled(price));
    rows.longs(3).set(row, unscaled("0.25"));
    rows.bytes(4).set(row, sequence % 3 == 0 ? "sell" : "buy");
    rows.longs(5).set(row, micros);
    rows.keep();
  }

  /** What a candle says of itself beside its numbers. */
  public record Marks(boolean isFinal, long revision, boolean isComplete) {
    public static final Marks OPEN = new Marks(false, 0, true);
    public static final Marks FINAL = new Marks(true, 0, true);
  }

  /**
   * Appends a candle.
   *
   * @param prices open, high, low and close
   */
  public static void candle(
      Rows rows, String product, long start, List<String> prices, String volume, Marks marks) {
    int row = rows.open();
    rows.longs(0).set(row, start);
    rows.longs(1).set(row, start + MINUTE);
    rows.bytes(2).set(row, product);
    for (int i = 0; i < 4; i++) {
      rows.longs(3 + i).set(row, unscaled(prices.get(i)));
    }
    rows.wides(7).set(row, new BigDecimal(volume).setScale(8).unscaledValue());
    rows.longs(8).set(row, 7);
    rows.longs(9).set(row, unscaled(prices.get(3)));
    rows.longs(10).set(row, marks.isFinal() ? 1 : 0);
    rows.longs(11).set(row, marks.revision());
    rows.longs(12).set(row, marks.isComplete() ? 1 : 0);
    rows.keep();
  }

  private static long unscaled(String value) {
    return new BigDecimal(value).setScale(8).unscaledValue().longValueExact();
  }

  public static Status status(double eventsPerSecond, long lagRecords) {
    return new Status(
        Status.State.RUNNING,
        "connected",
        List.of(
            new ProductHealth(
                "BTC-USD", ProductHealth.State.LIVE, OptionalLong.of(NOON), "data come"),
            new ProductHealth(
                "ETH-USD",
                ProductHealth.State.QUIET,
                OptionalLong.of(NOON - 9_000_000),
                "no data for 9.0 s; its heartbeats come")),
        eventsPerSecond,
        OptionalLong.of(lagRecords),
        OptionalLong.of(420),
        new TreeMap<>(
            Map.of(
                "sample_bronze",
                128_004L,
                "sample_silver",
                127_310L,
                "price_1m",
                540L,
                "candles_1m",
                540L)),
        new TreeMap<>(Map.of("open", 1L, "repaired", 4L)),
        List.of(new CopyHealth("postgres", "candles", false, "away")),
        12,
        Instant.ofEpochSecond(NOON / 1_000_000),
        Path.of("data"),
        List.of());
  }
}
