package tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import tributary.core.ledger.Ledger;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Added;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.lake.Catalog;
import tributary.lake.Snapshot;

/** The tables of a data folder, as anybody may read them while a runner writes. */
record LakeTables(Path data, Pipeline pipeline) {

  private Catalog catalog() {
    return Catalog.at(data.resolve("tables"));
  }

  /** How many messages the first table to be committed has taken in. */
  long messages() {
    return catalog().has(pipeline.bronze()) ? messages(pipeline.bronze()) : 0;
  }

  /** How many messages a table has taken in: its topic begins with offset 0. */
  private long messages(String table) {
    return positions(table).values().stream().mapToLong(it -> it).sum();
  }

  /** By table how many messages it has taken in. */
  TreeMap<String, Long> allMessages() {
    TreeMap<String, Long> all = new TreeMap<>();
    catalog().tables().forEach(table -> all.put(table, messages(table)));
    return all;
  }

  /**
   * By table the next offset of each partition; without quarantine, which is committed only where
   * it has rows, so that its ledger depends on how the topic is cut.
   */
  TreeMap<String, TreeMap<Integer, Long>> positions() {
    TreeMap<String, TreeMap<Integer, Long>> all = new TreeMap<>();
    catalog().tables().stream()
        .filter(table -> !table.equals(pipeline.quarantine()))
        .forEach(table -> all.put(table, positions(table)));
    return all;
  }

  private TreeMap<Integer, Long> positions(String table) {
    TreeMap<Integer, Long> next = new TreeMap<>();
    Ledger ledger = catalog().snapshot(table).ledger().orElse(Ledger.empty("", ""));
    ledger.partitions().forEach((partition, range) -> next.put(partition, range.next()));
    return next;
  }

  /**
   * What each table holds, whatever the order and the files: the number of its rows, and a hash of
   * all their columns but the one that says whether a window is final.
   */
  TreeMap<String, String> contents() {
    TreeMap<String, String> contents = new TreeMap<>();
    for (String table : catalog().tables()) {
      Snapshot snapshot = catalog().snapshot(table);
      Sum sum = new Sum(finality());
      snapshot.live().forEach(file -> catalog().read(snapshot, file, sum::add));
      contents.put(table, sum.toString());
    }
    return contents;
  }

  private Set<String> finality() {
    Set<String> names = new HashSet<>();
    for (Gold gold : pipeline.gold()) {
      names.add(gold.layout().name(Added.IS_FINAL));
    }
    return names;
  }

  /** The sum of all rows' hashes, in which their order does not count but their number does. */
  private static final class Sum {
    private final Set<String> without;
    private final MessageDigest digest;
    private long rows;
    private long high;
    private long low;

    Sum(Set<String> without) {
      this.without = without;
      try {
        this.digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    void add(Rows batch) {
      for (int row = 0; row < batch.size(); row++) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < batch.schema().size(); column++) {
          String name = batch.schema().field(column).name();
          if (!without.contains(name)) {
            text.append(name).append('=').append(Values.text(batch, column, row)).append('\n');
          }
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.toString().getBytes(UTF_8)));
        rows++;
        high += hash.getLong();
        low += hash.getLong();
      }
    }

    @Override
    public String toString() {
      return "%,d rows, %016x%016x".formatted(rows, high, low);
    }
  }
}
