package tributary.core.windows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Column;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.rows.Values;
import tributary.core.rows.WideColumn;
import tributary.core.spec.Measure;

/**
 * One measure of one window while rows come in. The result does not depend on the order in which
 * they come.
 */
abstract sealed class Accumulator
    permits Accumulator.Pick,
        Accumulator.Extreme,
        Accumulator.Sum,
        Accumulator.Count,
        Accumulator.Average,
        Deviation {

  /** Takes one row in. */
  abstract void add(Rows silver, int row, Order order);

  /** Writes the result to the open row; leaves it null if no row had a value. */
  abstract void write(Rows gold, int column, int row);

  /** An accumulator for the measure over rows of this schema. */
  static Accumulator of(Measure measure, Schema silver) {
    int column = measure.column() == null ? -1 : silver.indexOf(measure.column());
    return switch (measure.function()) {
      case FIRST -> new Pick(column, false);
      case LAST -> new Pick(column, true);
      case MIN -> new Extreme(column, -1, silver);
      case MAX -> new Extreme(column, 1, silver);
      case SUM -> new Sum(column);
      case COUNT -> new Count(column);
      case AVG -> new Average(column, -1, scale(silver, column), scale(measure));
      case VWAP ->
          new Average(
              column,
              measure.weight() == null ? -1 : silver.indexOf(measure.weight()),
              scale(silver, column),
              scale(measure));
      case STDDEV -> new Deviation(column, scale(measure) - scale(silver, column));
    };
  }

  private static int scale(Schema silver, int column) {
    return silver.field(column).type() instanceof Type.Decimal decimal ? decimal.scale() : 0;
  }

  private static int scale(Measure measure) {
    return measure.type() instanceof Type.Decimal decimal ? decimal.scale() : 0;
  }

  /**
   * Writes a result. One that the column cannot hold stays null: a single absurd value, such as a
   * negative weight, must not stop the pipeline, and a wrong number must not be shown.
   */
  static void writeUnscaled(Rows gold, int column, int row, BigInteger value) {
    Type type = gold.schema().field(column).type();
    if (type instanceof Type.Decimal decimal
        && value.abs().compareTo(BigInteger.TEN.pow(decimal.precision())) >= 0) {
      return;
    }
    if (gold.column(column) instanceof WideColumn wide) {
      wide.set(row, value);
    } else if (value.bitLength() < Long.SIZE) {
      gold.longs(column).set(row, value.longValue());
    }
  }

  /** The first or the last value. */
  static final class Pick extends Accumulator {
    private final int column;
    private final boolean latest;
    private final Order place = new Order();
    private boolean any;
    private long low;
    private long high;
    private byte @Nullable [] bytes;

    Pick(int column, boolean latest) {
      this.column = column;
      this.latest = latest;
    }

    @Override
    void add(Rows silver, int row, Order order) {
      Column values = silver.column(column);
      if (values.isNull(row) || (any && (latest ? order.isBefore(place) : place.isBefore(order)))) {
        return;
      }
      any = true;
      place.copy(order);
      if (values instanceof LongColumn longs) {
        low = longs.get(row);
      } else if (values instanceof WideColumn wide) {
        high = wide.high(row);
        low = wide.low(row);
      } else {
        bytes = ((BytesColumn) values).get(row);
      }
    }

    @Override
    void write(Rows gold, int to, int row) {
      if (!any) {
        return;
      }
      if (bytes != null) {
        gold.bytes(to).set(row, bytes);
      } else if (gold.column(to) instanceof WideColumn wide) {
        wide.set(row, high, low);
      } else {
        gold.longs(to).set(row, low);
      }
    }
  }

  /** The least or the greatest value. */
  static final class Extreme extends Accumulator {
    private final int column;
    private final int sign;
    private final boolean floating;
    private boolean any;
    private long high;
    private long low;

    /**
     * @param sign 1 for the greatest, -1 for the least
     */
    Extreme(int column, int sign, Schema silver) {
      this.column = column;
      this.sign = sign;
      this.floating = silver.field(column).type() instanceof Type.Float64;
    }

    @Override
    void add(Rows silver, int row, Order order) {
      Column values = silver.column(column);
      if (values.isNull(row)) {
        return;
      }
      if (values instanceof WideColumn wide) {
        take(wide.high(row), wide.low(row));
      } else {
        long candidate = ((LongColumn) values).get(row);
        take(candidate >> 63, candidate);
      }
    }

    private void take(long highBits, long lowBits) {
      if (!any || compare(highBits, lowBits) * sign > 0) {
        high = highBits;
        low = lowBits;
        any = true;
      }
    }

    private int compare(long highBits, long lowBits) {
      if (floating) {
        return Double.compare(Double.longBitsToDouble(lowBits), Double.longBitsToDouble(low));
      }
      int compared = Long.compare(highBits, high);
      return compared == 0 ? Long.compareUnsigned(lowBits, low) : compared;
    }

    @Override
    void write(Rows gold, int to, int row) {
      if (!any) {
        return;
      }
      if (gold.column(to) instanceof WideColumn wide) {
        wide.set(row, high, low);
      } else {
        gold.longs(to).set(row, low);
      }
    }
  }

  /** The sum of the values. */
  static final class Sum extends Accumulator {
    private final int column;
    private final ExactSum sum = new ExactSum();
    private boolean any;

    Sum(int column) {
      this.column = column;
    }

    @Override
    void add(Rows silver, int row, Order order) {
      Column values = silver.column(column);
      if (values.isNull(row)) {
        return;
      }
      any = true;
      addTo(sum, values, row);
    }

    static void addTo(ExactSum sum, Column values, int row) {
      if (values instanceof WideColumn wide) {
        sum.add(wide.high(row), wide.low(row));
      } else {
        sum.add(((LongColumn) values).get(row));
      }
    }

    @Override
    void write(Rows gold, int to, int row) {
      if (any) {
        writeUnscaled(gold, to, row, sum.value());
      }
    }
  }

  /** The number of rows, or of rows that have a value. */
  static final class Count extends Accumulator {
    private final int column;
    private long count;

    /**
     * @param column what must have a value; -1 to count all rows
     */
    Count(int column) {
      this.column = column;
    }

    @Override
    void add(Rows silver, int row, Order order) {
      if (column < 0 || !silver.column(column).isNull(row)) {
        count++;
      }
    }

    @Override
    void write(Rows gold, int to, int row) {
      gold.longs(to).set(row, count);
    }
  }

  /**
   * The mean of the values, weighted or not: sums until it is written, then rounded half up once.
   */
  static final class Average extends Accumulator {
    private final int column;
    private final int weight;
    private final int valueScale;
    private final int resultScale;
    private final ExactSum sum = new ExactSum();
    private final ExactSum weights = new ExactSum();

    /**
     * @param weight the weighing column; -1 to weigh every row the same
     */
    Average(int column, int weight, int valueScale, int resultScale) {
      this.column = column;
      this.weight = weight;
      this.valueScale = valueScale;
      this.resultScale = resultScale;
    }

    @Override
    void add(Rows silver, int row, Order order) {
      Column values = silver.column(column);
      if (values.isNull(row)) {
        return;
      }
      if (weight < 0) {
        Sum.addTo(sum, values, row);
        weights.add(1);
      } else if (!silver.column(weight).isNull(row)) {
        addWeighted(values, silver.column(weight), row, silver);
      }
    }

    private void addWeighted(Column values, Column weighing, int row, Rows silver) {
      if (values instanceof LongColumn a && weighing instanceof LongColumn b) {
        sum.addProduct(a.get(row), b.get(row));
      } else {
        BigDecimal value = Values.number(silver, column, row);
        sum.add(value.unscaledValue().multiply(Values.number(silver, weight, row).unscaledValue()));
      }
      Sum.addTo(weights, weighing, row);
    }

    @Override
    void write(Rows gold, int to, int row) {
      BigInteger divisor = weights.value();
      if (divisor.signum() == 0) {
        return;
      }
      BigDecimal mean =
          new BigDecimal(sum.value(), valueScale)
              .divide(new BigDecimal(divisor), resultScale, RoundingMode.HALF_UP);
      writeUnscaled(gold, to, row, mean.unscaledValue());
    }
  }
}
