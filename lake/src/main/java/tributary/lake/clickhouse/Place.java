package tributary.lake.clickhouse;

import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;

/**
 * Where a copy lies in ClickHouse.
 *
 * @param view what readers ask for
 */
record Place(String database, String view) {
  /** The table of all positions in a database. */
  static final String COPIES = "tributary_copies";

  static Place of(CopyShape shape, Access access) {
    String[] parts = shape.name().split("\\.", -1);
    String view = parts[parts.length - 1];
    String database = parts.length == 2 ? parts[0] : access.database();
    if (parts.length > 2 || view.isEmpty() || database.isEmpty()) {
      throw new CopyRefusedException(
          "Invalid name of a copy in ClickHouse: "
              + shape.name()
              + ": needs NAME or DATABASE.NAME");
    }
    return new Place(database, view);
  }

  /** The table with all rows that were written. */
  String rows() {
    return view + "_rows";
  }

  /** One of its tables as SQL has to name it. */
  String sql(String table) {
    return quote(database) + "." + quote(table);
  }

  /** A name in SQL. */
  static String quote(String name) {
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  /** A text in SQL. */
  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  @Override
  public String toString() {
    return database + "." + view;
  }
}
