package tributary.spark.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Added;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.lake.Catalog;
import tributary.lake.Snapshot;

/** What the tables of a folder hold, whatever the order and the files: finality aside. */
final class Contents {
  private Contents() {}

  /** The rows of each table, as sorted texts. */
  static TreeMap<String, List<String>> of(Path folder, Pipeline pipeline) {
    TreeMap<String, List<String>> contents = new TreeMap<>();
    Catalog catalog = Catalog.at(folder);
    for (String table : catalog.tables()) {
      contents.put(table, rows(catalog, table, finality(pipeline)));
    }
    return contents;
  }

  private static Set<String> finality(Pipeline pipeline) {
    Set<String> names = new HashSet<>();
    for (Gold gold : pipeline.gold()) {
      names.add(gold.layout().name(Added.IS_FINAL));
    }
    return names;
  }

  private static List<String> rows(Catalog catalog, String table, Set<String> without) {
    Snapshot snapshot = catalog.snapshot(table);
    List<String> all = new ArrayList<>();
    snapshot.live().forEach(file -> catalog.read(snapshot, file, rows -> add(rows, without, all)));
    Collections.sort(all);
    return all;
  }

  /** Adds the rows as texts. */
  static void add(Rows rows, Set<String> without, List<String> all) {
    for (int row = 0; row < rows.size(); row++) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < rows.schema().size(); column++) {
        String name = rows.schema().field(column).name();
        if (!without.contains(name)) {
          text.append(name).append('=').append(Values.text(rows, column, row)).append(' ');
        }
      }
      all.add(text.toString());
    }
  }

  /** A hash of each table's rows. */
  static TreeMap<String, String> hashes(TreeMap<String, List<String>> contents) {
    TreeMap<String, String> hashes = new TreeMap<>();
    contents.forEach((table, rows) -> hashes.put(table, rows.size() + " rows " + hash(rows)));
    return hashes;
  }

  private static String hash(List<String> rows) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      rows.forEach(row -> digest.update((row + "\n").getBytes(UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
