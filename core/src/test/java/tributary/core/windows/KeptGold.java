package tributary.core.windows;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Values;
import tributary.core.spec.Gold;
import tributary.core.spec.Silver;

/**
 * A gold table in memory, as a store keeps it: the open rows of a commit replace those of the
 * commit before, sealed rows are kept by their key until they are withdrawn.
 */
public final class KeptGold {
  private final Gold gold;
  private final Schema schema;
  private final Rows rows;
  private final SortedMap<String, Integer> open = new TreeMap<>();
  private final SortedMap<String, Integer> sealed = new TreeMap<>();

  public KeptGold(Gold gold, Silver silver) {
    this.gold = gold;
    this.schema = Windows.schema(gold, silver);
    this.rows = new Rows(schema);
  }

  /** Commits; copies the rows, since they are used again. */
  public void commit(Cut cut) {
    TreeSet<String> before = new TreeSet<>(open.keySet());
    open.clear();
    keep(cut.open(), open);
    for (int row = 0; row < cut.withdrawn().size(); row++) {
      String key = key(cut.withdrawn(), row);
      assertTrue(open.containsKey(key), () -> "withdrawn and not open: " + key);
      assertNotNull(sealed.remove(key), () -> "withdrawn and never sealed: " + key);
    }
    TreeMap<String, Integer> nowSealed = new TreeMap<>();
    keep(cut.sealed(), nowSealed);
    sealed.putAll(nowSealed);
    for (String key : open.keySet()) {
      assertFalse(sealed.containsKey(key), () -> "both open and sealed: " + key);
    }
    for (String key : before) {
      assertTrue(open.containsKey(key) || nowSealed.containsKey(key), () -> "lost: " + key);
    }
  }

  private void keep(Rows from, Map<String, Integer> to) {
    for (int row = 0; row < from.size(); row++) {
      rows.append(from, row);
      Integer twice = to.put(key(rows, rows.size() - 1), rows.size() - 1);
      assertTrue(twice == null, "a window stands twice in one commit");
    }
  }

  private String key(Rows from, int row) {
    StringBuilder key = new StringBuilder(Values.text(from, 0, row));
    for (String by : gold.by()) {
      key.append('|').append(Values.text(from, schema.indexOf(by), row));
    }
    return key.toString();
  }

  /** All rows by their key: measures, end, is_final and revision. */
  public SortedMap<String, String> text() {
    SortedMap<String, String> text = new TreeMap<>();
    open.forEach((key, row) -> text.put(key, text(row)));
    sealed.forEach((key, row) -> text.put(key, text(row)));
    return text;
  }

  /** All rows by their key, with what each says of its completeness. */
  public SortedMap<String, String> textWithCompleteness() {
    SortedMap<String, String> text = new TreeMap<>();
    for (SortedMap<String, Integer> each : List.of(open, sealed)) {
      each.forEach(
          (key, row) -> text.put(key, text(row) + " is_complete=" + added("is_complete", row)));
    }
    return text;
  }

  private String text(int row) {
    StringBuilder text = new StringBuilder();
    gold.measures().forEach(each -> text.append(each.name() + "=" + value(each.name(), row) + " "));
    return text
        + "end="
        + added("window_end", row)
        + " is_final="
        + added("is_final", row)
        + " revision="
        + added("revision", row);
  }

  private String added(String column, int row) {
    return value(gold.layout().name(column), row);
  }

  private String value(String column, int row) {
    return Values.text(rows, schema.indexOf(column), row);
  }

  /** A copy of the rows that are open. */
  public Rows open() {
    Rows copy = new Rows(schema);
    open.values().forEach(row -> copy.append(rows, row));
    return copy;
  }

  /** A copy of the rows whose window begins from (inclusive) until (exclusive) these times. */
  public Rows starting(long fromMicros, long untilMicros) {
    Rows copy = new Rows(schema);
    for (SortedMap<String, Integer> each : List.of(open, sealed)) {
      each.values().stream()
          .filter(row -> rows.longs(0).get(row) >= fromMicros)
          .filter(row -> rows.longs(0).get(row) < untilMicros)
          .forEach(row -> copy.append(rows, row));
    }
    return copy;
  }
}
