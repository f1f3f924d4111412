package tributary.lake.iceberg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import tributary.core.rows.Field;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;

/** A schema in Iceberg's types, and back. */
final class IcebergSchema {
  private static final Map<org.apache.iceberg.types.Type, Type> PLAIN =
      Map.of(
          Types.BooleanType.get(),
          new Type.Bool(),
          Types.IntegerType.get(),
          new Type.Int(),
          Types.LongType.get(),
          new Type.BigInt(),
          Types.DoubleType.get(),
          new Type.Float64(),
          Types.TimestampType.withZone(),
          new Type.Timestamp(),
          Types.DateType.get(),
          new Type.Date(),
          Types.StringType.get(),
          new Type.Text(),
          Types.BinaryType.get(),
          new Type.Binary());

  private IcebergSchema() {}

  /**
   * The schema with the field ids that our Parquet files carry: columns count from 1, then what is
   * nested in them. So does Iceberg number the columns of a new table.
   */
  static org.apache.iceberg.Schema of(Schema schema) {
    List<NestedField> fields = new ArrayList<>();
    int nested = schema.size() + 1;
    for (int i = 0; i < schema.size(); i++) {
      Field field = schema.field(i);
      org.apache.iceberg.types.Type type;
      if (field.type() instanceof Type.HeaderList) {
        type = headers(nested);
        nested += 3;
      } else {
        type = type(field.type());
      }
      fields.add(
          field.required()
              ? NestedField.required(i + 1, field.name(), type)
              : NestedField.optional(i + 1, field.name(), type));
    }
    return new org.apache.iceberg.Schema(fields);
  }

  private static org.apache.iceberg.types.Type headers(int firstId) {
    return Types.ListType.ofRequired(
        firstId,
        Types.StructType.of(
            NestedField.required(firstId + 1, "key", Types.StringType.get()),
            NestedField.optional(firstId + 2, "value", Types.BinaryType.get())));
  }

  private static org.apache.iceberg.types.Type type(Type type) {
    if (type instanceof Type.Decimal decimal) {
      return Types.DecimalType.of(decimal.precision(), decimal.scale());
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
  static Schema read(org.apache.iceberg.Schema schema) {
    List<Field> fields = new ArrayList<>();
    for (NestedField field : schema.columns()) {
      fields.add(new Field(field.name(), type(field), field.isRequired()));
    }
    return new Schema(fields);
  }

  private static Type type(NestedField field) {
    if (field.type() instanceof Types.DecimalType decimal) {
      return new Type.Decimal(decimal.precision(), decimal.scale());
    }
    if (field.type() instanceof Types.ListType list && isHeaders(list)) {
      return new Type.HeaderList();
    }
    Type type = PLAIN.get(field.type());
    if (type == null) {
      throw new IllegalArgumentException(
          "Cannot read column " + field.name() + ": unknown type " + field.type());
    }
    return type;
  }

  private static boolean isHeaders(Types.ListType list) {
    return list.equals(headers(list.elementId()));
  }
}
