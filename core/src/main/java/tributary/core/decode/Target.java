package tributary.core.decode;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.core.rows.Type;
import tributary.core.rows.WideColumn;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Reading;

/** Reads one scalar value of a frame into its column. */
abstract sealed class Target
    permits Kind, NamedText, Newest, Target.Longs, Target.Wide, Target.Text {
  final String column;
  final String expected;

  Target(String column, String expected) {
    this.column = column;
    this.expected = expected;
  }

  /** Says which rows the next frames go to. */
  abstract void bind(Rows rows);

  /**
   * Reads the string, number or word at the cursor.
   *
   * @return null if the value was passed and taken; else what is wrong with it, and the cursor may
   *     stand anywhere inside the value
   */
  abstract @Nullable Reason read(Cursor in, int row);

  /** The target that fits the column, which is the one at this place. */
  static Target of(ColumnSpec spec, int index, NumberText number) {
    String column = spec.name();
    Type type = spec.type();
    boolean rounds = spec.reading() instanceof Reading.Rounded;
    if (type instanceof Type.Decimal decimal) {
      return decimal.isWide()
          ? new Wide(column, index, decimal, rounds, number)
          : new Small(column, index, decimal, rounds, number);
    }
    if (type instanceof Type.BigInt) {
      return new Whole(column, index, Long.MIN_VALUE, Long.MAX_VALUE, type.label(), number);
    }
    if (type instanceof Type.Int) {
      return new Whole(column, index, Integer.MIN_VALUE, Integer.MAX_VALUE, type.label(), number);
    }
    if (type instanceof Type.Float64) {
      return new Float64(column, index, number);
    }
    if (type instanceof Type.Bool) {
      return new Bool(column, index);
    }
    if (type instanceof Type.Timestamp) {
      return TimeTarget.of(spec, index, number);
    }
    if (type instanceof Type.Date) {
      return new TimeTarget.Day(column, index);
    }
    if (type instanceof Type.Text) {
      return spec.reading() instanceof Reading.Named named
          ? new NamedText(column, index, named.values())
          : new Text(column, index);
    }
    throw new IllegalArgumentException("Cannot decode into a column of type " + type.label());
  }

  /** A target whose column holds 64 bits. */
  abstract static sealed class Longs extends Target
      permits Small, Whole, Float64, Bool, TimeTarget {
    private final int index;
    private @Nullable LongColumn values;

    Longs(String column, int index, String expected) {
      super(column, expected);
      this.index = index;
    }

    @Override
    final void bind(Rows rows) {
      values = rows.longs(index);
    }

    final void put(int row, long value) {
      requireNonNull(values).set(row, value);
    }
  }

  /** Decimals of at most 18 digits. */
  static final class Small extends Longs {
    private final int scale;
    private final long[] most;
    private final boolean rounds;
    private final NumberText number;

    Small(String column, int index, Type.Decimal type, boolean rounds, NumberText number) {
      super(column, index, type.label());
      this.scale = type.scale();
      this.most = NumberText.most(NumberText.power(type.precision()) - 1);
      this.rounds = rounds;
      this.number = number;
    }

    @Override
    @Nullable Reason read(Cursor in, int row) {
      if (!number.read()) {
        return Reason.WRONG_TYPE;
      }
      if (!(rounds ? number.fitsRounded(scale, most) : number.fits(scale, most))) {
        return Reason.OUT_OF_RANGE;
      }
      put(row, number.unscaled());
      return null;
    }
  }

  /** Integers within bounds. */
  static final class Whole extends Longs {
    private final long least;
    private final long most;
    private final NumberText number;

    Whole(String column, int index, long least, long most, String label, NumberText number) {
      super(column, index, label);
      this.least = least;
      this.most = most;
      this.number = number;
    }

    @Override
    @Nullable Reason read(Cursor in, int row) {
      if (!number.read()) {
        return Reason.WRONG_TYPE;
      }
      if (!number.fitsLong(0) || number.unscaled() < least || number.unscaled() > most) {
        return Reason.OUT_OF_RANGE;
      }
      put(row, number.unscaled());
      return null;
    }
  }

  /** Doubles, where a pipeline declares them. */
  static final class Float64 extends Longs {
    private final NumberText number;

    Float64(String column, int index, NumberText number) {
      super(column, index, "double");
      this.number = number;
    }

    @Override
    @Nullable Reason read(Cursor in, int row) {
      if (!number.read()) {
        return Reason.WRONG_TYPE;
      }
      double value = Double.parseDouble(number.text());
      if (Double.isInfinite(value)) {
        return Reason.OUT_OF_RANGE;
      }
      put(row, Double.doubleToRawLongBits(value));
      return null;
    }
  }

  /** The words true and false. */
  static final class Bool extends Longs {
    Bool(String column, int index) {
      super(column, index, "true or false");
    }

    @Override
    @Nullable Reason read(Cursor in, int row) {
      int first = in.peek();
      if (first != 't' && first != 'f') {
        return Reason.WRONG_TYPE;
      }
      in.word(first == 't' ? "true" : "false");
      put(row, first == 't' ? 1 : 0);
      return null;
    }
  }

  /** Decimals of more than 18 digits. */
  static final class Wide extends Target {
    private final int index;
    private final Type.Decimal type;
    private final boolean rounds;
    private final NumberText number;
    private @Nullable WideColumn values;

    Wide(String column, int index, Type.Decimal type, boolean rounds, NumberText number) {
      super(column, type.label());
      this.index = index;
      this.type = type;
      this.rounds = rounds;
      this.number = number;
    }

    @Override
    void bind(Rows rows) {
      values = rows.wides(index);
    }

    @Override
    @Nullable Reason read(Cursor in, int row) {
      if (!number.read()) {
        return Reason.WRONG_TYPE;
      }
      WideColumn bound = requireNonNull(values);
      if (rounds
          ? number.fitsRounded(type.scale(), NumberText.LONG)
          : number.fitsLong(type.scale())) {
        bound.set(row, number.unscaled());
        return null;
      }
      BigInteger unscaled = rounds ? number.rounded(type) : number.unscaled(type);
      if (unscaled == null) {
        return Reason.OUT_OF_RANGE;
      }
      bound.set(row, unscaled);
      return null;
    }
  }

  /** Text. */
  static final class Text extends Target {
    private final int index;
    private @Nullable BytesColumn values;

    Text(String column, int index) {
      super(column, "a string");
      this.index = index;
    }

    @Override
    void bind(Rows rows) {
      values = rows.bytes(index);
    }

    @Override
    @Nullable Reason read(Cursor in, int row) {
      if (in.peek() != '"') {
        return Reason.WRONG_TYPE;
      }
      BytesColumn bound = requireNonNull(values);
      in.string();
      if (in.escaped) {
        bound.set(row, Escapes.resolve(in.bytes, in.textStart, in.textEnd));
      } else {
        bound.set(row, in.bytes, in.textStart, in.textEnd - in.textStart);
      }
      return null;
    }
  }
}
