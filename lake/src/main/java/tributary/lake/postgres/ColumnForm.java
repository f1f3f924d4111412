package tributary.lake.postgres;

import tributary.core.rows.Field;
import tributary.core.rows.Type;

/**
 * A column as PostgreSQL describes it.
 *
 * @param type in the words of its {@code format_type}
 */
record ColumnForm(String name, String type, boolean required) {

  static ColumnForm of(Field field) {
    return new ColumnForm(field.name(), type(field.type()), field.required());
  }

  /** The type that holds every value of ours exactly. */
  private static String type(Type type) {
    if (type instanceof Type.Decimal decimal) {
      return "numeric(%d,%d)".formatted(decimal.precision(), decimal.scale());
    }
    if (type instanceof Type.Timestamp) {
      return "timestamp with time zone";
    }
    if (type instanceof Type.Float64) {
      return "double precision";
    }
    if (type instanceof Type.Int) {
      return "integer";
    }
    if (type instanceof Type.Binary || type instanceof Type.HeaderList) {
      return "bytea";
    }
    return type instanceof Type.Text ? "text" : type.label();
  }

  /** As in CREATE TABLE. */
  String declared(boolean isKey) {
    // Sorted by bytes, an index does not break when the system's collation changes.
    String collation = isKey && type.equals("text") ? " COLLATE \"C\"" : "";
    return Names.quoted(name) + " " + words() + collation;
  }

  String words() {
    return type + (required ? " NOT NULL" : "");
  }
}
