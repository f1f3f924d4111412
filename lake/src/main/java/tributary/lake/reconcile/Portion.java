package tributary.lake.reconcile;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Values;
import tributary.lake.RowKey;

/** Rows of two tables in memory: those of the same key are compared column by column. */
final class Portion {
  private static final int LONGEST_VALUE = 200;

  private final Schema schema;
  private final List<String> key;
  private final RowKey keys;
  private final List<String> named;
  private final Rows expected;
  private final Rows found;
  private long differing;

  /**
   * @param named takes what differs in words, as far as there is room
   */
  Portion(Schema schema, List<String> key, List<String> named) {
    this.schema = schema;
    this.key = key;
    this.keys = new RowKey(schema, key);
    this.named = named;
    this.expected = new Rows(schema);
    this.found = new Rows(schema);
  }

  Rows expected() {
    return expected;
  }

  Rows found() {
    return found;
  }

  /** How many rows differ. */
  long compare() {
    Map<ByteBuffer, Integer> places = new HashMap<>();
    for (int row = 0; row < found.size(); row++) {
      if (places.putIfAbsent(keys.of(found, row), row) != null) {
        name(found, row, "is there more than once");
      }
    }
    RowKey whole = new RowKey(schema, schema.names());
    for (int row = 0; row < expected.size(); row++) {
      Integer other = places.remove(keys.of(expected, row));
      if (other == null) {
        name(expected, row, "is missing");
      } else if (!whole.of(expected, row).equals(whole.of(found, other))) {
        name(expected, row, columns(row, other));
      }
    }
    places.values().stream().sorted().forEach(row -> name(found, row, "should not be there"));
    return differing;
  }

  private void name(Rows rows, int row, String what) {
    differing++;
    if (named.size() < Comparison.MOST_NAMED) {
      StringJoiner words = new StringJoiner(", ");
      for (String column : key) {
        words.add(column + "=" + value(rows, schema.indexOf(column), row));
      }
      named.add(words + ": " + what);
    }
  }

  private String columns(int row, int other) {
    StringJoiner words = new StringJoiner("; ");
    for (int column = 0; column < schema.size(); column++) {
      RowKey cell = new RowKey(schema, List.of(schema.field(column).name()));
      if (!cell.of(expected, row).equals(cell.of(found, other))) {
        words.add(
            "%s should be %s and is %s"
                .formatted(
                    schema.field(column).name(),
                    value(expected, column, row),
                    value(found, column, other)));
      }
    }
    return words.toString();
  }

  /** A value may be anything that a venue sent: none may break a line or take over a terminal. */
  private static String value(Rows rows, int column, int row) {
    String text = Values.text(rows, column, row).replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
  }
}
