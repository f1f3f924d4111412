package tributary.core.rows;

import java.io.Serializable;

/**
 * What a column holds, and how it is held in memory.
 *
 * <p>Everything of at most 64 bits lives in a {@link LongColumn}; decimals of more than 18 digits
 * in a {@link WideColumn}; text and bytes in a {@link BytesColumn}.
 */
public sealed interface Type extends Serializable {

  /** The name used in a pipeline file, such as {@code decimal(18,8)}. */
  String label();

  /** Truth values, held as 0 and 1. */
  record Bool() implements Type {
    @Override
    public String label() {
      return "boolean";
    }
  }

  /** Signed 32-bit integers. */
  record Int() implements Type {
    @Override
    public String label() {
      return "int";
    }
  }

  /** Signed 64-bit integers. */
  record BigInt() implements Type {
    @Override
    public String label() {
      return "bigint";
    }
  }

  /** IEEE 754 doubles, held as {@link Double#doubleToRawLongBits}. */
  record Float64() implements Type {
    @Override
    public String label() {
      return "double";
    }
  }

  /**
   * Exact decimals, held as the unscaled integer: {@code value * 10^scale}.
   *
   * @param precision all digits, 1 to 38
   * @param scale digits after the point, 0 to precision
   */
  record Decimal(int precision, int scale) implements Type {
    /** The most digits whose unscaled value always fits a {@code long}. */
    public static final int MAX_LONG_PRECISION = 18;

    public Decimal {
      if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "Invalid decimal(" + precision + "," + scale + "): needs 1 to 38 digits, scale within");
      }
    }

    /** Whether the unscaled value needs more than 64 bits. */
    public boolean isWide() {
      return precision > MAX_LONG_PRECISION;
    }

    @Override
    public String label() {
      return "decimal(" + precision + "," + scale + ")";
    }
  }

  /** Instants, held as microseconds since 1970-01-01T00:00:00Z. */
  record Timestamp() implements Type {
    @Override
    public String label() {
      return "timestamp";
    }
  }

  /** Calendar days, held as days since 1970-01-01. */
  record Date() implements Type {
    @Override
    public String label() {
      return "date";
    }
  }

  /** Text, held as UTF-8. */
  record Text() implements Type {
    @Override
    public String label() {
      return "string";
    }
  }

  /** Bytes as they came. */
  record Binary() implements Type {
    @Override
    public String label() {
      return "binary";
    }
  }

  /**
   * The headers of a Kafka record: an array of (key string, value binary), held in a {@link
   * BytesColumn} in the encoding of {@link Headers}.
   */
  record HeaderList() implements Type {
    @Override
    public String label() {
      return "array<struct<key:string,value:binary>>";
    }
  }
}
