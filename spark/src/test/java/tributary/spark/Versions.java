package tributary.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;

/** What one table must hold at each of its versions, noted as it was handed to the lake. */
final class Versions {
  private final TreeMap<Long, List<Line>> versions = new TreeMap<>();
  private final Map<List<Object>, Line> sealed = new LinkedHashMap<>();
  private final List<List<Line>> added = new ArrayList<>();
  private int withdrawn;

  Versions() {
    versions.put(0L, List.of());
  }

  /** A commit that added rows. */
  void append(long version, List<Line> rows) {
    List<Line> all = new ArrayList<>(latest());
    all.addAll(rows);
    versions.put(version, all);
    added.add(rows);
  }

  /**
   * A commit that replaced the open windows, closed or corrected some, and took back others that
   * were closed.
   */
  void replace(long version, List<Line> open, List<Line> closed, List<Line> takenBack) {
    closed.forEach(window -> sealed.put(key(window), window));
    takenBack.forEach(window -> sealed.remove(key(window)));
    withdrawn += takenBack.size();
    List<Line> all = new ArrayList<>(sealed.values());
    all.addAll(open);
    versions.put(version, all);
  }

  /** A window is told by its start and its product, the first and the third column. */
  private static List<Object> key(Line window) {
    return List.of(window.at(0), window.at(2));
  }

  /** How many windows were taken back. */
  int withdrawn() {
    return withdrawn;
  }

  NavigableSet<Long> numbers() {
    return versions.navigableKeySet();
  }

  List<Line> at(long version) {
    List<Line> rows = versions.get(version);
    if (rows == null) {
      throw new IllegalArgumentException("Cannot find version " + version + " in " + numbers());
    }
    return rows;
  }

  List<Line> latest() {
    return versions.lastEntry().getValue();
  }

  /** The rows of each commit that added some. */
  List<List<Line>> added() {
    return added;
  }
}
