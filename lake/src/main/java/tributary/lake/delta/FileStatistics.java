package tributary.lake.delta;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.statistics.DataFileStatistics;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Field;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.parquet.ColumnSummary;
import tributary.lake.parquet.Extent;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.LiveFile;

/** The statistics of a file in the log: what we wrote, and what we make of those that we read. */
final class FileStatistics {
  /** Longer texts are left out, since readers would have to know how they were cut. */
  private static final int MAX_TEXT = 32;

  private static final long MICROS_PER_MILLI = 1_000;

  private FileStatistics() {}

  /** For the log; of the named columns only. */
  static DataFileStatistics of(WrittenFile file, List<String> columns) {
    Map<Column, Literal> least = new HashMap<>();
    Map<Column, Literal> greatest = new HashMap<>();
    Map<Column, Long> nulls = new HashMap<>();
    for (ColumnSummary summary : file.columns()) {
      Field field = summary.field();
      if (columns.contains(field.name())) {
        Column column = new Column(field.name());
        nulls.put(column, summary.nulls());
        min(field.type(), summary.extent()).ifPresent(literal -> least.put(column, literal));
        max(field.type(), summary.extent()).ifPresent(literal -> greatest.put(column, literal));
      }
    }
    return new DataFileStatistics(file.rows(), least, greatest, nulls, Optional.empty());
  }

  private static Optional<Literal> min(Type type, Extent extent) {
    if (extent instanceof Extent.Longs longs) {
      return Optional.of(literal(type, longs.min()));
    }
    if (extent instanceof Extent.Wides wides) {
      return Optional.of(decimal(type, wides.min()));
    }
    return extent instanceof Extent.Texts texts ? text(texts.min()) : Optional.empty();
  }

  private static Optional<Literal> max(Type type, Extent extent) {
    if (extent instanceof Extent.Longs longs) {
      return Optional.of(literal(type, roundUp(type, longs.max())));
    }
    if (extent instanceof Extent.Wides wides) {
      return Optional.of(decimal(type, wides.max()));
    }
    return extent instanceof Extent.Texts texts ? text(texts.max()) : Optional.empty();
  }

  /** Times are written with milliseconds, cut: the greatest must not exclude its own row. */
  private static long roundUp(Type type, long value) {
    if (!(type instanceof Type.Timestamp)) {
      return value;
    }
    return Math.floorDiv(value + MICROS_PER_MILLI - 1, MICROS_PER_MILLI) * MICROS_PER_MILLI;
  }

  private static Optional<Literal> text(String text) {
    return text.length() > MAX_TEXT ? Optional.empty() : Optional.of(Literal.ofString(text));
  }

  private static Literal literal(Type type, long value) {
    if (type instanceof Type.Timestamp) {
      return Literal.ofTimestamp(value);
    }
    if (type instanceof Type.Date) {
      return Literal.ofDate((int) value);
    }
    if (type instanceof Type.Int) {
      return Literal.ofInt((int) value);
    }
    if (type instanceof Type.Decimal) {
      return decimal(type, BigInteger.valueOf(value));
    }
    return Literal.ofLong(value);
  }

  private static Literal decimal(Type type, BigInteger unscaled) {
    Type.Decimal decimal = (Type.Decimal) type;
    return Literal.ofDecimal(
        new BigDecimal(unscaled, decimal.scale()), decimal.precision(), decimal.scale());
  }

  /** What we know of a file that we wrote. */
  static Map<String, LiveFile.Bounds> bounds(WrittenFile file, List<String> columns) {
    Map<String, LiveFile.Bounds> bounds = new HashMap<>();
    for (ColumnSummary summary : file.columns()) {
      if (columns.contains(summary.field().name()) && summary.extent() instanceof Extent.Longs it) {
        bounds.put(summary.field().name(), new LiveFile.Bounds(it.min(), it.max()));
      }
    }
    return bounds;
  }

  /** What the log knows of a file. */
  static Map<String, LiveFile.Bounds> bounds(DataFileStatistics statistics, Schema schema) {
    Map<String, LiveFile.Bounds> bounds = new HashMap<>();
    for (Field field : schema.fields()) {
      Column column = new Column(field.name());
      Optional<Long> min = value(field.type(), statistics.getMinValues().get(column));
      Optional<Long> max = value(field.type(), statistics.getMaxValues().get(column));
      if (min.isPresent() && max.isPresent()) {
        long widened = widen(field.type(), max.get());
        bounds.put(field.name(), new LiveFile.Bounds(min.get(), widened));
      }
    }
    return bounds;
  }

  /** Other writers cut the greatest time to its millisecond. */
  private static long widen(Type type, long max) {
    return type instanceof Type.Timestamp ? max + MICROS_PER_MILLI - 1 : max;
  }

  private static Optional<Long> value(Type type, @Nullable Literal it) {
    if (it == null || it.getValue() == null || type instanceof Type.Float64) {
      return Optional.empty();
    }
    if (it.getValue() instanceof BigDecimal decimal && type instanceof Type.Decimal wanted) {
      return wanted.isWide()
          ? Optional.empty()
          : Optional.of(decimal.setScale(wanted.scale()).unscaledValue().longValueExact());
    }
    return it.getValue() instanceof Number number
        ? Optional.of(number.longValue())
        : Optional.empty();
  }
}
