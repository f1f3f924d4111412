package tributary.core.windows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Type;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Gold;
import tributary.core.spec.JsonPointer;
import tributary.core.spec.Layout;
import tributary.core.spec.Measure;
import tributary.core.spec.Measure.Function;
import tributary.core.spec.Silver;

/** A silver table with a column of each type, gold with each measure of them, and random rows. */
final class EveryMeasure {
  static final Type SMALL = new Type.Decimal(18, 8);
  static final Type WIDE = new Type.Decimal(38, 10);
  private static final Type MEAN = new Type.Decimal(38, 14);

  private EveryMeasure() {}

  static Silver silver() {
    return new Silver(
        "silver",
        null,
        Set.of(),
        Set.of(),
        null,
        List.of(
            column("time", new Type.Timestamp(), true),
            column("sequence", new Type.BigInt(), false),
            column("product", new Type.Text(), true),
            column("shard", new Type.Int(), true),
            column("price", SMALL, false),
            column("size", SMALL, false),
            column("wide", WIDE, false),
            column("count", new Type.BigInt(), false),
            column("name", new Type.Text(), false),
            column("real", new Type.Float64(), false),
            column("day", new Type.Date(), false)),
        "time",
        "sequence",
        null,
        null,
        new Layout(Map.of("received_at", "came"), null));
  }

  private static ColumnSpec column(String name, Type type, boolean required) {
    return new ColumnSpec(name, JsonPointer.parse("/" + name), type, required, List.of());
  }

  static Gold gold(Duration window, Duration offset, Duration lateness, String... by) {
    List<Measure> measures = new ArrayList<>();
    for (String column : List.of("price", "wide", "count", "name", "real", "day")) {
      Type type = silver().columns().get(silver().indexOf(column)).type();
      measures.add(new Measure("first_" + column, Function.FIRST, column, null, type));
      measures.add(new Measure("last_" + column, Function.LAST, column, null, type));
      if (!column.equals("name")) {
        measures.add(new Measure("min_" + column, Function.MIN, column, null, type));
        measures.add(new Measure("max_" + column, Function.MAX, column, null, type));
      }
    }
    measures.add(sum("price", new Type.Decimal(28, 8)));
    measures.add(sum("wide", WIDE));
    measures.add(sum("count", new Type.Decimal(38, 0)));
    measures.add(new Measure("rows", Function.COUNT, null, null, new Type.BigInt()));
    measures.add(new Measure("prices", Function.COUNT, "price", null, new Type.BigInt()));
    for (String column : List.of("price", "wide", "count")) {
      measures.add(new Measure("avg_" + column, Function.AVG, column, null, MEAN));
      measures.add(new Measure("vwap_" + column, Function.VWAP, column, "size", MEAN));
    }
    // Coarse enough for exact halves.
    measures.add(new Measure("rounded", Function.AVG, "price", null, new Type.Decimal(38, 8)));
    measures.add(new Measure("vwap_by_wide", Function.VWAP, "price", "wide", MEAN));
    for (Function function : List.of(Function.FIRST, Function.LAST, Function.MIN, Function.MAX)) {
      measures.add(new Measure(function + "_came", function, "came", null, new Type.Timestamp()));
    }
    Layout layout = new Layout(Map.of("window_start", "start", "revision", "corrections"), null);
    return new Gold("gold", window, offset, lateness, List.of(by), measures, layout);
  }

  private static Measure sum(String column, Type type) {
    return new Measure("sum_" + column, Function.SUM, column, null, type);
  }

  /** A random row around a time; few distinct values, so that many tie. */
  static Map<String, @Nullable Object> values(Random random, long micros) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("time", Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    values.put("came", Instant.ofEpochSecond(random.nextInt(9)));
    values.put("product", "P" + random.nextInt(3));
    values.put("shard", new BigDecimal(random.nextInt(2)));
    put(values, "sequence", random, new BigDecimal(random.nextInt(4)));
    put(values, "price", random, new BigDecimal(small(random), 8));
    // Weights are not negative: a mean that lies far outside its values need not fit its type.
    put(values, "size", random, new BigDecimal(small(random).abs(), 8));
    put(values, "wide", random, new BigDecimal(new BigInteger(random.nextInt(90), random), 10));
    put(values, "count", random, new BigDecimal(random.nextInt(2_000) - 1_000));
    put(values, "name", random, "n" + random.nextInt(1_000));
    put(values, "real", random, random.nextInt(5) == 0 ? -0.0 : random.nextInt(9) / 4.0 - 1);
    put(values, "day", random, LocalDate.ofEpochDay(random.nextInt(20) - 10));
    return values;
  }

  private static BigInteger small(Random random) {
    long most = 999_999_999_999_999_999L;
    return BigInteger.valueOf(
        switch (random.nextInt(6)) {
          case 0 -> 0;
          case 1 -> most;
          case 2 -> -most;
          default -> random.nextInt(1_000) - 500;
        });
  }

  private static void put(
      Map<String, @Nullable Object> values, String column, Random random, Object value) {
    if (random.nextInt(5) > 0) {
      values.put(column, value);
    }
  }
}
