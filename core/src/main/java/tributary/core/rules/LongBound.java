package tributary.core.rules;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import tributary.core.rows.Type;

/**
 * A bound in the unscaled form of its column, so that a value is compared as a {@code long}.
 *
 * @param floor the greatest unscaled value that is not above the bound
 * @param exact whether {@code floor} is the bound itself
 * @param isUsable whether the column holds numbers as unscaled longs, and the bound fits them
 */
record LongBound(long floor, boolean exact, boolean isUsable) {

  static LongBound of(Type type, BigDecimal bound) {
    boolean small = type instanceof Type.Decimal decimal && !decimal.isWide();
    if (!small && !(type instanceof Type.BigInt) && !(type instanceof Type.Int)) {
      return new LongBound(0, false, false);
    }
    int scale = type instanceof Type.Decimal decimal ? decimal.scale() : 0;
    BigDecimal unscaled = bound.scaleByPowerOfTen(scale);
    BigInteger floor = unscaled.setScale(0, RoundingMode.FLOOR).toBigInteger();
    boolean exact = unscaled.compareTo(new BigDecimal(floor)) == 0;
    return floor.bitLength() < 64
        ? new LongBound(floor.longValueExact(), exact, true)
        : new LongBound(0, false, false);
  }

  /** Compares a value with the bound: negative, 0 or positive one. */
  int compare(long unscaled) {
    int compared = Long.compare(unscaled, floor);
    return compared == 0 && !exact ? -1 : compared;
  }
}
