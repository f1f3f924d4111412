package tributary.lake.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;

/**
 * What the things made for one copy are called.
 *
 * @param schema of the table and the ledger
 * @param table the copy's name as a whole, with its point if it has one
 * @param views the schema of the view
 * @param view the last part of the copy's name
 * @param reader the role that may read the view
 * @param user who connects
 */
record Names(String schema, String table, String views, String view, String reader, String user) {
  static final String LEDGER = "tributary_ledger";

  /** PostgreSQL cuts longer names off without a word. */
  private static final int MOST_BYTES = 63;

  private static final Pattern VALID = Pattern.compile("(?!pg_)[A-Za-z_][A-Za-z0-9_]*");

  static Names of(Settings settings, CopyShape shape) {
    String name = shape.name();
    int point = name.indexOf('.');
    String view = checked("name of the copy of " + shape.source(), name.substring(point + 1));
    String views =
        point < 0 ? settings.views() : checked("schema of " + name, name.substring(0, point));
    shape.schema().names().forEach(column -> checkLength("column of " + name, column));
    checkLength("name of the copy of " + shape.source(), name);
    if (name.equals(LEDGER)) {
      throw new CopyRefusedException("Invalid name of a copy: " + name + " is the ledger's");
    }
    if (views.equals(settings.schema())) {
      throw new CopyRefusedException(
          "Invalid schema of the views: %s holds the tables, which readers may not see. Use another one"
              .formatted(views));
    }
    if (settings.reader().equals(settings.user())) {
      throw new CopyRefusedException(
          "Invalid postgres.reader: %s is who writes. Use another role"
              .formatted(settings.reader()));
    }
    return new Names(settings.schema(), name, views, view, settings.reader(), settings.user());
  }

  /** The name, if it needs no thought about quotes. */
  static String checked(String what, String name) {
    if (!VALID.matcher(name).matches()) {
      throw new CopyRefusedException(
          "Invalid %s: %s. Use letters, digits and _, and no pg_ at the start"
              .formatted(what, name));
    }
    return checkLength(what, name);
  }

  private static String checkLength(String what, String name) {
    if (name.getBytes(UTF_8).length > MOST_BYTES || name.indexOf(0) >= 0) {
      throw new CopyRefusedException(
          "Invalid %s: %s. PostgreSQL takes names of at most %d bytes"
              .formatted(what, name, MOST_BYTES));
    }
    return name;
  }

  String base() {
    return quoted(schema) + "." + quoted(table);
  }

  /** The table that takes rows in before they are merged; each connection has its own. */
  String staged() {
    return "pg_temp." + quoted(table);
  }

  String shown() {
    return quoted(views) + "." + quoted(view);
  }

  String ledger() {
    return quoted(schema) + "." + quoted(LEDGER);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String quoted(List<String> names) {
    return names.stream().map(Names::quoted).collect(Collectors.joining(", "));
  }
}
