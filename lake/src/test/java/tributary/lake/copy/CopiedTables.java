package tributary.lake.copy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.Catalog;
import tributary.lake.Format;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;
import tributary.lake.Snapshot;
import tributary.lake.WindowTable;
import tributary.lake.delta.DeltaTable;
import tributary.lake.disk.Disk;
import tributary.lake.parquet.RowsAsText;
import tributary.lake.table.TableForm;

/** A real lake with a growing table and a table of windows, for copying. */
final class CopiedTables implements AutoCloseable {
  static final Schema SILVER =
      new Schema(
          List.of(
              Field.required("price", new Type.Decimal(18, 8)),
              Field.required("kafka_partition", new Type.Int()),
              Field.required("kafka_offset", new Type.BigInt())));
  static final Schema GOLD =
      new Schema(
          List.of(
              Field.required("window_start", new Type.Timestamp()),
              Field.required("product", new Type.Text()),
              Field.optional("average", new Type.Decimal(28, 8)),
              Field.required("revision", new Type.BigInt())));
  static final CopyShape SILVER_SHAPE =
      new CopyShape(
          "silver",
          "silver",
          SILVER,
          List.of("kafka_partition", "kafka_offset"),
          true,
          SILVER.names());
  static final CopyShape GOLD_SHAPE =
      new CopyShape("gold", "gold", GOLD, List.of("window_start", "product"), false, GOLD.names());

  private static final String[] PRODUCTS = {"BTC-USD", "ETH-USD", "SOL-USD"};
  private static final long MINUTE = 60_000_000;

  private final Path root;
  private final String topicId;
  private final Format format;
  private Lake lake;
  private GrowingTable silver;
  private WindowTable gold;
  private final Map<String, Long> open = new HashMap<>();
  private long[] next;
  private long minute;

  /** When the table was computed anew, as its ledgers say. */
  @Nullable Instant rebuiltAt;

  CopiedTables(Path root, String topicId, int partitions) {
    this(root, topicId, partitions, new Format.Delta());
  }

  CopiedTables(Path root, String topicId, int partitions, Format format) {
    this.root = root;
    this.format = format;
    this.topicId = topicId;
    this.next = new long[partitions];
    open();
  }

  private void open() {
    lake = Lake.open(root, format, InstantSource.system());
    silver = lake.growing("silver", SILVER, List.of("kafka_partition", "kafka_offset"));
    gold = lake.windows("gold", GOLD, List.of("window_start", "product"));
  }

  Catalog catalog() {
    return Catalog.at(root);
  }

  /**
   * Takes in up to so many rows of each partition, at least one in all, and changes windows at
   * random: without a new row no window changes.
   */
  void commit(RandomGenerator random, int most) {
    Rows rows = new Rows(SILVER);
    for (int partition = 0; partition < next.length; partition++) {
      int count = partition == 0 ? 1 + random.nextInt(most) : random.nextInt(most + 1);
      for (int i = 0; i < count; i++) {
        int row = rows.open();
        rows.longs(0).set(row, random.nextLong(1_000_000_000));
        rows.longs(1).set(row, partition);
        rows.longs(2).set(row, next[partition]++);
        rows.keep();
      }
    }
    silver.commit(silver.stage(rows), ledger());
    commitGold(random);
  }

  private void commitGold(RandomGenerator random) {
    Rows stillOpen = new Rows(GOLD);
    Rows sealed = new Rows(GOLD);
    boolean isMinuteOver = random.nextInt(3) == 0;
    for (String product : PRODUCTS) {
      if (random.nextInt(4) > 0) {
        open.merge(product, 1L, Long::sum);
      }
      Long revision = open.get(product);
      if (revision != null) {
        add(isMinuteOver ? sealed : stillOpen, minute, product, revision, random);
      }
    }
    if (minute > 0 && random.nextInt(4) == 0) {
      long late = random.nextLong(minute);
      add(sealed, late, PRODUCTS[random.nextInt(3)], 100 + random.nextInt(100), random);
    }
    if (isMinuteOver) {
      open.clear();
      minute++;
    }
    gold.commit(gold.stage(stillOpen, sealed, new Rows(GOLD)), ledger());
  }

  private static void add(
      Rows rows, long minute, String product, long revision, RandomGenerator random) {
    int row = rows.open();
    rows.longs(0).set(row, minute * MINUTE);
    rows.bytes(1).set(row, product);
    if (random.nextInt(10) > 0) {
      rows.wides(2).set(row, random.nextLong(1_000_000));
    }
    rows.longs(3).set(row, revision);
    rows.keep();
  }

  private Ledger ledger() {
    TreeMap<Integer, Range> partitions = new TreeMap<>();
    for (int i = 0; i < next.length; i++) {
      partitions.put(i, new Range(0, next[i], Range.NO_TIME, new Counts(next[i], 0, 0, 0)));
    }
    return new Ledger("trades", topicId, partitions, rebuiltAt);
  }

  /** Forgets all versions but the newest, as the retention does. */
  void expire() {
    lake.close();
    expire("silver", SILVER, List.of("kafka_partition", "kafka_offset"));
    expire("gold", GOLD, List.of("window_start"));
    open();
  }

  private void expire(String name, Schema schema, List<String> statistics) {
    Path folder = root.resolve(name);
    try {
      long newest = catalog().snapshot(name).version();
      InstantSource later = () -> Instant.now().plus(Duration.ofDays(2));
      DeltaTable.open(
              folder,
              new TableForm(schema, statistics, Optional.empty(), Duration.ofHours(1)),
              Disk.local(),
              later)
          .upkeep();
      try (Stream<Path> log = Files.list(folder.resolve("_delta_log"))) {
        for (Path file : log.filter(each -> each.toString().endsWith(".json")).toList()) {
          if (Long.parseLong(file.getFileName().toString().replace(".json", "")) < newest) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The lake's rows of the newest version as text, sorted. */
  List<String> lines(String table) {
    return lines(catalog().snapshot(table));
  }

  private List<String> lines(Snapshot snapshot) {
    List<String> lines = new ArrayList<>();
    snapshot
        .live()
        .forEach(file -> catalog().read(snapshot, file, rows -> lines.addAll(RowsAsText.of(rows))));
    return lines.stream().sorted().toList();
  }

  @Override
  public void close() {
    lake.close();
  }
}
