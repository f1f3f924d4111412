package tributary.spark;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.lake.Lake;

/** A data folder with the tables of the Coinbase pipeline, and what they must hold. */
final class Written {
  static final String BRONZE = "coinbase_bronze";
  static final String QUARANTINE = "coinbase_quarantine";
  static final String SILVER = "coinbase_ticker_table";
  static final String PRICES = "price_1m";
  static final String CANDLES = "candles_1m";
  static final String GAPS = "coinbase_gaps";
  static final List<String> TABLES =
      List.of(
          BRONZE,
          QUARANTINE,
          SILVER,
          PRICES,
          CANDLES,
          "candles_5m",
          "candles_1h",
          "candles_1d",
          GAPS);

  private final Path root;
  private final SortedMap<String, Versions> tables = new TreeMap<>();

  private Written(Path root) {
    this.root = root;
    TABLES.forEach(table -> tables.put(table, new Versions()));
  }

  /** Writes tables; each run opens the folder anew, goes on, and makes so many commits. */
  static Written to(Path root, Store store, long seed, int... runs) {
    Pipeline pipeline = PipelineReader.read(Path.of("..", "pipelines", "coinbase.yaml"));
    Written written = new Written(root);
    Market market = new Market(seed);
    for (int commits : runs) {
      written.run(store, pipeline, market, commits);
    }
    return written;
  }

  /** The wall clock, since the log's own retention goes by it. */
  private void run(Store store, Pipeline pipeline, Market market, int commits) {
    try (Lake lake = Lake.open(root, store.format(), InstantSource.system())) {
      Writer writer = new Writer(lake, pipeline, this);
      for (int i = 0; i < commits; i++) {
        market.round(writer::take);
        writer.commit();
      }
    }
  }

  Path root() {
    return root;
  }

  Path folder(String table) {
    return root.resolve(table);
  }

  /** What the named table must hold. */
  Versions table(String name) {
    Versions found = tables.get(name);
    if (found == null) {
      throw new IllegalArgumentException("Cannot find table " + name + " in " + tables.keySet());
    }
    return found;
  }
}
