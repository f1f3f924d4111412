package tributary.lake.delta;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tributary.core.rows.Field;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;

/** A schema in Delta's types, and back. */
final class DeltaSchema {
  private static final DataType HEADERS =
      new ArrayType(
          new StructType()
              .add("key", StringType.STRING, false)
              .add("value", BinaryType.BINARY, true),
          false);

  private static final Map<DataType, Type> PLAIN =
      Map.of(
          BooleanType.BOOLEAN,
          new Type.Bool(),
          IntegerType.INTEGER,
          new Type.Int(),
          LongType.LONG,
          new Type.BigInt(),
          DoubleType.DOUBLE,
          new Type.Float64(),
          TimestampType.TIMESTAMP,
          new Type.Timestamp(),
          DateType.DATE,
          new Type.Date(),
          StringType.STRING,
          new Type.Text(),
          BinaryType.BINARY,
          new Type.Binary(),
          HEADERS,
          new Type.HeaderList());

  private DeltaSchema() {}

  static StructType of(Schema schema) {
    StructType struct = new StructType();
    for (Field field : schema.fields()) {
      struct = struct.add(field.name(), type(field.type()), !field.required());
    }
    return struct;
  }

  static DataType type(Type type) {
    if (type instanceof Type.Decimal decimal) {
      return new DecimalType(decimal.precision(), decimal.scale());
    }
    return PLAIN.entrySet().stream()
        .filter(entry -> entry.getValue().equals(type))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /**
   * Reads a table's schema.
   *
   * @throws IllegalArgumentException if a column has a type that we do not know
   */
  static Schema read(StructType struct) {
    List<Field> fields = new ArrayList<>();
    for (StructField field : struct.fields()) {
      fields.add(new Field(field.getName(), type(field), !field.isNullable()));
    }
    return new Schema(fields);
  }

  private static Type type(StructField field) {
    if (field.getDataType() instanceof DecimalType decimal) {
      return new Type.Decimal(decimal.getPrecision(), decimal.getScale());
    }
    Type type = PLAIN.get(field.getDataType());
    if (type == null) {
      throw new IllegalArgumentException(
          "Cannot read column " + field.getName() + ": unknown type " + field.getDataType());
    }
    return type;
  }
}
