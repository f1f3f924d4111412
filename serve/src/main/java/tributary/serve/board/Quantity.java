package tributary.serve.board;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.rows.WideColumn;

/**
 * A numeric column. Its values travel as 128 bits in two halves, so that nothing is allocated
 * before a value is shown, and become text without loss.
 */
record Quantity(int column, Type type) {

  static Quantity of(Schema schema, String name) {
    int column = schema.indexOf(name);
    return new Quantity(column, schema.field(column).type());
  }

  /** Whether values of the type are numbers. */
  static boolean fits(Type type) {
    return type instanceof Type.Decimal
        || type instanceof Type.BigInt
        || type instanceof Type.Int
        || type instanceof Type.Float64;
  }

  boolean isNull(Rows rows, int row) {
    return rows.column(column).isNull(row);
  }

  /** The upper half of the row's value. */
  long high(Rows rows, int row) {
    return rows.column(column) instanceof WideColumn wide
        ? wide.high(row)
        : rows.longs(column).get(row) >> 63;
  }

  /** The lower half of the row's value. */
  long low(Rows rows, int row) {
    return rows.column(column) instanceof WideColumn wide
        ? wide.low(row)
        : rows.longs(column).get(row);
  }

  /** The value in plain digits, without zeros at the end of a fraction. */
  String text(long high, long low) {
    if (type instanceof Type.Float64) {
      return Double.toString(Double.longBitsToDouble(low));
    }
    int scale = type instanceof Type.Decimal decimal ? decimal.scale() : 0;
    BigDecimal value =
        high == low >> 63
            ? BigDecimal.valueOf(low, scale)
            : new BigDecimal(
                new BigInteger(ByteBuffer.allocate(16).putLong(high).putLong(low).array()), scale);
    return value.stripTrailingZeros().toPlainString();
  }
}
