package tributary.lake.iceberg;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Type;
import tributary.lake.parquet.ColumnSummary;
import tributary.lake.parquet.Extent;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableForm;

/** The statistics of a file in a manifest: what we wrote, and what we make of those we read. */
final class IcebergStatistics {
  /** Longer texts are left out, since readers would have to know how they were cut. */
  private static final int MAX_TEXT = 32;

  private IcebergStatistics() {}

  /** For the manifest; of the form's columns only. */
  static Metrics of(WrittenFile file, TableForm form, org.apache.iceberg.Schema schema) {
    Map<Integer, Long> values = new HashMap<>();
    Map<Integer, Long> nulls = new HashMap<>();
    Map<Integer, ByteBuffer> least = new HashMap<>();
    Map<Integer, ByteBuffer> greatest = new HashMap<>();
    for (ColumnSummary summary : file.columns()) {
      if (form.statistics().contains(summary.field().name())) {
        NestedField field = schema.findField(summary.field().name());
        values.put(field.fieldId(), file.rows());
        nulls.put(field.fieldId(), summary.nulls());
        bound(field, summary, false).ifPresent(bytes -> least.put(field.fieldId(), bytes));
        bound(field, summary, true).ifPresent(bytes -> greatest.put(field.fieldId(), bytes));
      }
    }
    return new Metrics(file.rows(), null, values, nulls, null, least, greatest);
  }

  private static Optional<ByteBuffer> bound(NestedField field, ColumnSummary column, boolean max) {
    return value(column.field().type(), column.extent(), max)
        .map(value -> Conversions.toByteBuffer(field.type(), value));
  }

  private static Optional<Object> value(Type type, Extent extent, boolean max) {
    if (extent instanceof Extent.Longs longs) {
      return Optional.of(value(type, max ? longs.max() : longs.min()));
    }
    if (extent instanceof Extent.Wides wides) {
      return Optional.of(decimal(type, max ? wides.max() : wides.min()));
    }
    if (extent instanceof Extent.Texts texts) {
      String text = max ? texts.max() : texts.min();
      return text.length() > MAX_TEXT ? Optional.empty() : Optional.of(text);
    }
    return Optional.empty();
  }

  private static Object value(Type type, long value) {
    if (type instanceof Type.Bool) {
      return value != 0;
    }
    if (type instanceof Type.Int || type instanceof Type.Date) {
      return (int) value;
    }
    if (type instanceof Type.Decimal) {
      return decimal(type, BigInteger.valueOf(value));
    }
    return value;
  }

  private static BigDecimal decimal(Type type, BigInteger unscaled) {
    return new BigDecimal(unscaled, ((Type.Decimal) type).scale());
  }

  /** What we know of a file that we wrote. */
  static Map<String, LiveFile.Bounds> bounds(WrittenFile file, TableForm form) {
    Map<String, LiveFile.Bounds> bounds = new HashMap<>();
    for (ColumnSummary summary : file.columns()) {
      String name = summary.field().name();
      if (form.statistics().contains(name) && summary.extent() instanceof Extent.Longs it) {
        bounds.put(name, new LiveFile.Bounds(it.min(), it.max()));
      }
    }
    return bounds;
  }

  /** What a manifest knows of a file. */
  static Map<String, LiveFile.Bounds> bounds(
      org.apache.iceberg.DataFile file, org.apache.iceberg.Schema schema) {
    Map<Integer, ByteBuffer> least = orEmpty(file.lowerBounds());
    Map<Integer, ByteBuffer> greatest = orEmpty(file.upperBounds());
    Map<String, LiveFile.Bounds> bounds = new HashMap<>();
    for (NestedField field : schema.columns()) {
      Optional<Long> min = value(field.type(), least.get(field.fieldId()));
      Optional<Long> max = value(field.type(), greatest.get(field.fieldId()));
      if (min.isPresent() && max.isPresent()) {
        bounds.put(field.name(), new LiveFile.Bounds(min.get(), max.get()));
      }
    }
    return bounds;
  }

  private static Map<Integer, ByteBuffer> orEmpty(@Nullable Map<Integer, ByteBuffer> bounds) {
    return bounds == null ? Map.of() : bounds;
  }

  private static Optional<Long> value(
      org.apache.iceberg.types.Type type, @Nullable ByteBuffer bytes) {
    if (bytes == null || type instanceof Types.DoubleType) {
      return Optional.empty();
    }
    if (type instanceof Types.DecimalType decimal) {
      return decimal.precision() > Type.Decimal.MAX_LONG_PRECISION
          ? Optional.empty()
          : Optional.of(
              Conversions.<BigDecimal>fromByteBuffer(type, bytes).unscaledValue().longValueExact());
    }
    if (type instanceof Types.BooleanType) {
      return Optional.of(Conversions.<Boolean>fromByteBuffer(type, bytes) ? 1L : 0L);
    }
    return type.isPrimitiveType() && Conversions.fromByteBuffer(type, bytes) instanceof Number it
        ? Optional.of(it.longValue())
        : Optional.empty();
  }
}
