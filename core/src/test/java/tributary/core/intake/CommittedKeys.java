package tributary.core.intake;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tributary.core.dedup.Coordinates;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Key;
import tributary.core.spec.Silver;

/**
 * The keys of committed silver rows. No key may come twice; where keys have versions, no version
 * may be as the one before it in its partition.
 */
final class CommittedKeys {
  private final Silver spec;
  private final boolean versions;
  private final Map<String, Coordinates> coordinates = new HashMap<>();
  private final Map<String, String> contents = new HashMap<>();

  CommittedKeys(Silver spec) {
    this.spec = spec;
    this.versions = spec.key() != null && spec.key().versions();
  }

  /** Takes in the rows from this one on. */
  void learn(Rows silver, int from) {
    for (int row = from; row < silver.size(); row++) {
      String key = identity(silver, row);
      Coordinates now = coordinates(silver, row);
      Coordinates before = coordinates.put(key, now);
      if (versions) {
        assertNotEquals(contents.get(key), content(silver, row), "two equal versions");
        contents.put(key, content(silver, row));
        assertTrue(before == null || isBefore(before, now), () -> before + " before " + now);
      } else {
        assertNull(before, () -> "a key twice in silver");
      }
    }
  }

  private static boolean isBefore(Coordinates before, Coordinates now) {
    return before.offset() != now.offset()
        ? before.offset() < now.offset()
        : before.item() < now.item();
  }

  Optional<Coordinates> find(Rows rows, int row) {
    return Optional.ofNullable(coordinates.get(identity(rows, row)));
  }

  private String identity(Rows rows, int row) {
    Key spelled = requireNonNull(spec.key());
    StringBuilder key = new StringBuilder();
    for (String column : spelled.columns()) {
      key.append(Values.text(rows, spec.indexOf(column), row)).append('/');
    }
    return versions ? key.append(coordinates(rows, row).partition()).toString() : key.toString();
  }

  private String content(Rows rows, int row) {
    StringBuilder content = new StringBuilder();
    for (int column = 0; column < spec.columns().size(); column++) {
      content.append(Values.text(rows, column, row)).append('/');
    }
    return content.toString();
  }

  private Coordinates coordinates(Rows rows, int row) {
    int partition = rows.schema().indexOf(TableSchemas.PARTITION);
    return new Coordinates(
        (int) rows.longs(partition).get(row),
        rows.longs(partition + 1).get(row),
        spec.each() == null ? 0 : (int) rows.longs(partition + 3).get(row));
  }
}
