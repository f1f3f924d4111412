package tributary.lake.clickhouse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tributary.core.rows.Field;
import tributary.core.rows.Type;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;

/**
 * What a copy consists of: the table of its rows, the view that readers ask, and the table of
 * positions that all copies of a database share.
 */
record Tables(Place place, CopyShape shape, Server server) {
  /** The column that says which of two rows of one key is the later one. */
  static final String VERSION = "tributary_version";

  private static final Map<String, String> POSITION =
      Map.of("name", "String", "source", "String", "version", "UInt64", "ledger", "String");

  /** A table of the family that replaces rows. */
  record Form(Map<String, String> columns, String version, List<String> key) {}

  Tables {
    if (shape.schema().names().contains(VERSION)) {
      throw new CopyRefusedException(
          "Cannot copy column " + VERSION + ": ClickHouse tables of copies have their own");
    }
    shape.key().forEach(shape.schema()::indexOf);
    shape.shown().forEach(shape.schema()::indexOf);
  }

  Form rows() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (Field field : shape.schema().fields()) {
      columns.put(
          field.name(), repeats(field) ? ColumnTypes.repeating(field) : ColumnTypes.of(field));
    }
    columns.put(VERSION, "UInt64");
    return new Form(columns, VERSION, shape.key());
  }

  static Form positions() {
    return new Form(POSITION, "version", List.of("name"));
  }

  private boolean repeats(Field field) {
    return server.hasLowCardinality()
        && !shape.isGrowing()
        && field.type() instanceof Type.Text
        && shape.key().contains(field.name());
  }

  /** Partitions are left out: rows replace each other within one only. */
  String createRows() {
    boolean hasNullableKey =
        shape.key().stream()
            .anyMatch(name -> !shape.schema().field(shape.schema().indexOf(name)).required());
    return create(place.rows(), rows(), server.forTables(hasNullableKey));
  }

  String createPositions() {
    return create(Place.COPIES, positions(), server.forTables(false));
  }

  private String create(String table, Form form, String settings) {
    List<String> columns = new ArrayList<>();
    form.columns().forEach((name, type) -> columns.add(Place.quote(name) + " " + type));
    return "CREATE TABLE IF NOT EXISTS %s (%s) ENGINE = ReplacingMergeTree(%s) ORDER BY (%s)%s"
        .formatted(
            place.sql(table),
            String.join(", ", columns),
            form.version(),
            names(form.key()),
            settings);
  }

  String createView() {
    return "CREATE VIEW IF NOT EXISTS " + place.sql(place.view()) + " AS " + viewed();
  }

  /** What the view shows: the latest row of each key, however many the table still holds. */
  String viewed() {
    return "SELECT " + names(shape.shown()) + " FROM " + place.sql(place.rows()) + " FINAL";
  }

  /** All columns as the view would show them; what follows SELECT. */
  String latest() {
    return names(shape.schema().names()) + " FROM " + place.sql(place.rows()) + " FINAL";
  }

  /** The columns of an insert, in the order of {@link RowEncoder}. */
  List<String> inserted() {
    return rows().columns().keySet().stream().map(Place::quote).toList();
  }

  private static String names(List<String> names) {
    return String.join(", ", names.stream().map(Place::quote).toList());
  }
}
