package tributary.serve.board;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.spec.Check;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Gold;
import tributary.core.spec.Measure;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;

/**
 * Which columns of a pipeline play which part on the board, by name.
 *
 * @param candles the first gold table with open, high, low and close of a number by a text
 * @param instrument the text column
 * @param price the silver column that close is taken from
 * @param size the silver column that volume is the sum of; null if there is none
 * @param side a silver column that may only be buy or sell; null if there is none
 */
record Roles(
    Gold candles, String instrument, String price, @Nullable String size, @Nullable String side) {
  private static final List<String> PRICES = List.of("open", "high", "low", "close");
  private static final Set<String> SIDES = Set.of("buy", "sell");

  /** The parts in the pipeline; empty if it has no candles. */
  static Optional<Roles> of(Pipeline pipeline) {
    return pipeline.gold().stream()
        .filter(gold -> isCandles(pipeline.silver(), gold))
        .findFirst()
        .map(gold -> of(pipeline.silver(), gold));
  }

  private static Roles of(Silver silver, Gold candles) {
    String side =
        silver.columns().stream()
            .filter(column -> column.checks().stream().anyMatch(Roles::isSide))
            .map(ColumnSpec::name)
            .findFirst()
            .orElse(null);
    String price = measured(silver, candles, "close");
    if (price == null) {
      throw new IllegalArgumentException("Invalid candles: " + candles.table());
    }
    return new Roles(
        candles, candles.by().get(0), price, measured(silver, candles, "volume"), side);
  }

  private static boolean isCandles(Silver silver, Gold gold) {
    return !gold.by().isEmpty()
        && type(silver, gold.by().get(0)) instanceof Type.Text
        && PRICES.stream().allMatch(name -> measured(silver, gold, name) != null);
  }

  /** The numeric silver column of the named measure. */
  private static @Nullable String measured(Silver silver, Gold gold, String measure) {
    return gold.measures().stream()
        .filter(candidate -> candidate.name().equals(measure))
        .map(Measure::column)
        .filter(column -> column != null && Quantity.fits(type(silver, column)))
        .findFirst()
        .orElse(null);
  }

  private static Type type(Silver silver, String column) {
    Schema schema = silver.schema();
    return schema.field(schema.indexOf(column)).type();
  }

  private static boolean isSide(Check check) {
    return check instanceof Check.OneOf oneOf && oneOf.values().equals(SIDES);
  }
}
