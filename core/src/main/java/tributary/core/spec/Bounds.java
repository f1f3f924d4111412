package tributary.core.spec;

import java.math.BigDecimal;
import tributary.core.rows.Type;

/** Whether a check's bound is a value that its column can hold. */
final class Bounds {
  private Bounds() {}

  static boolean fits(BigDecimal bound, Type type) {
    if (bound.signum() == 0) {
      return true;
    }
    if (type instanceof Type.Float64) {
      return Double.isFinite(bound.doubleValue());
    }
    long fraction = bound.stripTrailingZeros().scale();
    long whole = (long) bound.precision() - bound.scale();
    if (type instanceof Type.Decimal decimal) {
      return fraction <= decimal.scale() && whole <= decimal.precision() - decimal.scale();
    }
    return fraction <= 0 && whole <= 19 && fits(bound, type instanceof Type.Int ? 31 : 63);
  }

  private static boolean fits(BigDecimal whole, int bits) {
    return whole.toBigIntegerExact().bitLength() <= bits;
  }
}
