package tributary.lake.parquet;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.ToLongFunction;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Column;
import tributary.core.rows.Field;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Type;
import tributary.core.rows.WideColumn;

/** Reads one field, row after row. */
interface CellReader {
  long JULIAN_EPOCH_DAY = 2_440_588;
  long MICROS_PER_DAY = 86_400_000_000L;

  /** Sets the field in the given row, which is open, and goes on to the next. */
  void read(int row);

  /** A reader of the field's values in the row group. */
  static CellReader of(Field field, MessageType stored, PageReadStore pages, Column into) {
    if (!stored.containsField(field.name())) {
      return row -> {};
    }
    if (field.type() instanceof Type.HeaderList) {
      return HeadersReader.of(field, stored, pages, (BytesColumn) into);
    }
    ColumnDescriptor descriptor = stored.getColumnDescription(new String[] {field.name()});
    ColumnReader values = values(descriptor, pages);
    ValueSetter setter = setter(field, descriptor.getPrimitiveType(), into);
    int present = descriptor.getMaxDefinitionLevel();
    return row -> {
      if (values.getCurrentDefinitionLevel() == present) {
        setter.set(row, values);
      }
      values.consume();
    };
  }

  static ColumnReader values(ColumnDescriptor descriptor, PageReadStore pages) {
    return new ColumnReaderImpl(
        descriptor, pages.getPageReader(descriptor), new PrimitiveConverter() {}, null);
  }

  /** Copies the current value. */
  @FunctionalInterface
  interface ValueSetter {
    void set(int row, ColumnReader values);
  }

  private static ValueSetter setter(Field field, PrimitiveType stored, Column into) {
    if (into instanceof BytesColumn bytes) {
      return (row, values) -> bytes.set(row, values.getBinary().getBytesUnsafe());
    }
    if (into instanceof WideColumn wides) {
      return (row, values) -> wides.set(row, unscaled(values.getBinary()));
    }
    LongColumn longs = (LongColumn) into;
    ToLongFunction<ColumnReader> number = number(field, stored);
    return (row, values) -> longs.set(row, number.applyAsLong(values));
  }

  private static ToLongFunction<ColumnReader> number(Field field, PrimitiveType stored) {
    return switch (stored.getPrimitiveTypeName()) {
      case BOOLEAN -> values -> values.getBoolean() ? 1 : 0;
      case INT32 -> ColumnReader::getInteger;
      case INT64 -> {
        checkUnit(field, stored);
        yield ColumnReader::getLong;
      }
      case DOUBLE -> values -> Double.doubleToRawLongBits(values.getDouble());
      case INT96 -> values -> micros(values.getBinary());
      case BINARY, FIXED_LEN_BYTE_ARRAY -> values -> unscaled(values.getBinary()).longValueExact();
      case FLOAT ->
          throw new IllegalArgumentException(
              "Cannot read column " + field.name() + " as " + field.type().label() + ": " + stored);
    };
  }

  private static void checkUnit(Field field, PrimitiveType stored) {
    if (stored.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
        && timestamp.getUnit() != TimeUnit.MICROS) {
      throw new IllegalArgumentException(
          "Cannot read column " + field.name() + ": its times are not in microseconds: " + stored);
    }
  }

  private static BigInteger unscaled(Binary bytes) {
    return new BigInteger(bytes.getBytesUnsafe());
  }

  /** Spark's old form of times: nanoseconds of the day, then the Julian day. */
  private static long micros(Binary int96) {
    ByteBuffer in = int96.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long nanosOfDay = in.getLong();
    return (in.getInt() - JULIAN_EPOCH_DAY) * MICROS_PER_DAY + nanosOfDay / 1000;
  }
}
