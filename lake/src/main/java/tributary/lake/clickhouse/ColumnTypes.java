package tributary.lake.clickhouse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tributary.core.rows.Field;
import tributary.core.rows.Type;
import tributary.lake.copy.CopyRefusedException;

/** The types of ClickHouse that hold ours, value by value. */
final class ColumnTypes {
  private static final Map<Type, String> PLAIN =
      Map.of(
          new Type.Bool(),
          "Bool",
          new Type.Int(),
          "Int32",
          new Type.BigInt(),
          "Int64",
          new Type.Float64(),
          "Float64",
          new Type.Timestamp(),
          "DateTime64(6, 'UTC')",
          new Type.Date(),
          "Date32",
          new Type.Text(),
          "String",
          new Type.Binary(),
          "String",
          new Type.HeaderList(),
          "Array(Tuple(key String, value Nullable(String)))");

  private ColumnTypes() {}

  /** The type of a column. */
  static String of(Field field) {
    if (field.required()) {
      return plain(field.type());
    }
    if (field.type() instanceof Type.HeaderList) {
      throw new CopyRefusedException(
          "Cannot copy column %s to ClickHouse: an array there cannot be absent; take the column out"
              .formatted(field.name()));
    }
    return "Nullable(" + plain(field.type()) + ")";
  }

  /** The type of a text that repeats from row to row, as products do. */
  static String repeating(Field field) {
    return "LowCardinality(" + of(field) + ")";
  }

  private static String plain(Type type) {
    return type instanceof Type.Decimal decimal
        ? "Decimal(" + decimal.precision() + ", " + decimal.scale() + ")"
        : PLAIN.getOrDefault(type, "");
  }

  /** The families that a type is made of, such as Nullable and Decimal. */
  static List<String> families(String type) {
    return Arrays.stream(type.split("[^A-Za-z0-9]+"))
        .filter(word -> !word.isEmpty() && Character.isUpperCase(word.charAt(0)))
        .filter(word -> !word.equals("UTC"))
        .toList();
  }
}
