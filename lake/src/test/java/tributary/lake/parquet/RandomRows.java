package tributary.lake.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Field;
import tributary.core.rows.Headers;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.rows.WideColumn;

/** Rows of every type, with nulls and extremes, from a seed. */
public final class RandomRows {
  static final List<Type> TYPES =
      List.of(
          new Type.Bool(),
          new Type.Int(),
          new Type.BigInt(),
          new Type.Float64(),
          new Type.Decimal(9, 2),
          new Type.Decimal(18, 8),
          new Type.Decimal(19, 0),
          new Type.Decimal(28, 8),
          new Type.Decimal(38, 18),
          new Type.Timestamp(),
          new Type.Date(),
          new Type.Text(),
          new Type.Binary(),
          new Type.HeaderList());

  private RandomRows() {}

  /** Each type twice: once required, once not. */
  public static Schema everyType() {
    List<Field> required =
        TYPES.stream().map(type -> Field.required("must_" + TYPES.indexOf(type), type)).toList();
    List<Field> optional =
        TYPES.stream().map(type -> Field.optional("may_" + TYPES.indexOf(type), type)).toList();
    return new Schema(Stream.concat(required.stream(), optional.stream()).toList());
  }

  public static Rows of(Schema schema, int size, Random random) {
    Rows rows = new Rows(schema);
    for (int i = 0; i < size; i++) {
      int row = rows.open();
      for (int column = 0; column < schema.size(); column++) {
        Field field = schema.field(column);
        if (field.required() || random.nextInt(4) > 0) {
          set(rows, column, field.type(), row, random);
        }
      }
      rows.keep();
    }
    return rows;
  }

  private static void set(Rows rows, int column, Type type, int row, Random random) {
    if (rows.column(column) instanceof WideColumn wides) {
      wides.set(row, wide(((Type.Decimal) type).precision(), random));
    } else if (rows.column(column) instanceof BytesColumn bytes) {
      bytes.set(row, bytes(type, random));
    } else {
      ((LongColumn) rows.column(column)).set(row, number(type, random));
    }
  }

  private static BigInteger wide(int precision, Random random) {
    BigInteger most = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
    return switch (random.nextInt(5)) {
      case 0 -> most;
      case 1 -> most.negate();
      case 2 -> BigInteger.valueOf(random.nextInt(3) - 1);
      default -> new BigInteger(most.bitLength() - 1, random).subtract(most.shiftRight(2));
    };
  }

  private static byte[] bytes(Type type, Random random) {
    if (type instanceof Type.Text) {
      String[] texts = {"BTC-USD", "ETH-USD", "", "Größe ₿ 🚀", "ADA-USD" + random.nextInt(3)};
      return texts[random.nextInt(texts.length)].getBytes(UTF_8);
    }
    if (type instanceof Type.Binary) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      return bytes;
    }
    Headers headers = new Headers();
    for (int i = random.nextInt(4); i > 0; i--) {
      headers.add("key" + i, random.nextBoolean() ? null : new byte[random.nextInt(9)]);
    }
    return Arrays.copyOf(headers.array(), headers.length());
  }

  private static long number(Type type, Random random) {
    if (type instanceof Type.Bool) {
      return random.nextInt(2);
    }
    if (type instanceof Type.Int) {
      return random.nextBoolean() ? random.nextInt() : Integer.MIN_VALUE;
    }
    if (type instanceof Type.Date) {
      return random.nextInt(60_000) - 20_000;
    }
    if (type instanceof Type.Timestamp) {
      return random.nextLong(-2_000_000_000_000_000L, 4_000_000_000_000_000L);
    }
    if (type instanceof Type.Float64) {
      double[] doubles = {random.nextGaussian(), -0.0, Double.NaN, Double.NEGATIVE_INFINITY};
      return Double.doubleToRawLongBits(doubles[random.nextInt(doubles.length)]);
    }
    if (type instanceof Type.Decimal decimal) {
      long most = (long) Math.pow(10, decimal.precision()) - 1;
      return random.nextLong(-most, most);
    }
    return random.nextBoolean() ? random.nextLong() : Long.MIN_VALUE;
  }
}
