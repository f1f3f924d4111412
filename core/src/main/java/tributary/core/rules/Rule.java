package tributary.core.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.regex.Pattern;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Check;
import tributary.core.spec.ColumnSpec;

/** One check of one column. A null value fulfils it. */
abstract sealed class Rule {
  final int column;
  private final ColumnSpec spec;
  private final String demand;

  Rule(ColumnSpec spec, int column, String demand) {
    this.spec = spec;
    this.column = column;
    this.demand = demand;
  }

  final boolean holds(Rows rows, int row, long receivedMicros) {
    return rows.column(column).isNull(row) || fulfils(rows, row, receivedMicros);
  }

  abstract boolean fulfils(Rows rows, int row, long receivedMicros);

  final String describe(Rows rows, int row) {
    String value = Values.text(rows, column, row);
    return spec.name() + ": " + value + " is not " + demand;
  }

  static Rule of(ColumnSpec spec, int column, Check check) {
    if (check instanceof Check.Above above) {
      return new Bound(spec, column, "above " + above.bound(), above.bound(), 1, 1);
    }
    if (check instanceof Check.AtLeast atLeast) {
      return new Bound(spec, column, "at least " + atLeast.bound(), atLeast.bound(), 0, 1);
    }
    if (check instanceof Check.Below below) {
      return new Bound(spec, column, "below " + below.bound(), below.bound(), -1, -1);
    }
    if (check instanceof Check.AtMost atMost) {
      return new Bound(spec, column, "at most " + atMost.bound(), atMost.bound(), -1, 0);
    }
    if (check instanceof Check.OneOf oneOf) {
      return new OneOf(spec, column, oneOf);
    }
    if (check instanceof Check.Matches matches) {
      return new Matches(spec, column, matches.pattern());
    }
    return new NearReceipt(spec, column, (Check.NearReceipt) check);
  }

  /** A number on the right side of a bound. */
  static final class Bound extends Rule {
    private final BigDecimal bound;
    private final int least;
    private final int most;
    private final LongBound fast;

    /**
     * @param least the least result of comparing the value with the bound
     * @param most the greatest one
     */
    Bound(ColumnSpec spec, int column, String demand, BigDecimal bound, int least, int most) {
      super(spec, column, demand);
      this.bound = bound;
      this.least = least;
      this.most = most;
      this.fast = LongBound.of(spec.type(), bound);
    }

    @Override
    boolean fulfils(Rows rows, int row, long receivedMicros) {
      int compared =
          fast.isUsable()
              ? fast.compare(rows.longs(column).get(row))
              : Values.number(rows, column, row).compareTo(bound);
      return compared >= least && compared <= most;
    }
  }

  /** One of some texts. */
  static final class OneOf extends Rule {
    private final byte[][] values;

    OneOf(ColumnSpec spec, int column, Check.OneOf check) {
      super(spec, column, "one of " + check.values().stream().sorted().toList());
      this.values =
          check.values().stream().map(value -> value.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    @Override
    boolean fulfils(Rows rows, int row, long receivedMicros) {
      var text = rows.bytes(column);
      int from = text.start(row);
      int until = from + text.length(row);
      for (byte[] value : values) {
        if (Arrays.equals(value, 0, value.length, text.array(), from, until)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Text of a given form. */
  static final class Matches extends Rule {
    private final Pattern pattern;

    Matches(ColumnSpec spec, int column, Pattern pattern) {
      super(spec, column, "of the form " + pattern);
      this.pattern = pattern;
    }

    @Override
    boolean fulfils(Rows rows, int row, long receivedMicros) {
      return pattern.matcher(rows.bytes(column).text(row)).matches();
    }
  }

  /** A time near the receive time. */
  static final class NearReceipt extends Rule {
    private final long micros;

    NearReceipt(ColumnSpec spec, int column, Check.NearReceipt check) {
      super(spec, column, "within " + check.distance() + " of the receive time");
      this.micros = check.distance().toNanos() / 1000;
    }

    @Override
    boolean fulfils(Rows rows, int row, long receivedMicros) {
      if (receivedMicros == Range.NO_TIME) {
        return true;
      }
      long distance = rows.longs(column).get(row) - receivedMicros;
      return distance >= -micros && distance <= micros;
    }
  }
}
