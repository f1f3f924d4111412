package tributary.spark.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.FrameHeader;
import tributary.core.rows.Type;
import tributary.core.spec.Check;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.JsonPointer;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Reading;
import tributary.core.spec.Silver;

/**
 * A random topic as a pipeline expects it, made from what its file says: rows in frames, control
 * frames, duplicates of any age, rows that come late, ids that are left out, values that are
 * restated, and frames that are broken.
 */
final class PipelineLog {
  private static final Instant START = Instant.parse("2026-03-01T23:50:00Z");
  private static final List<String> BROKEN =
      List.of("", "[", "{}", "{\"type\":\"ticker\",\"price\":\"x\"}", "\u0000", "[[[[[[[[]]]]]]]]");
  private static final int PRODUCTS = 5;

  final List<LogRecord> records = new ArrayList<>();
  private final Silver silver;
  private final Random random;
  private final int partitions;
  private final boolean productsMove;
  private final long[] offsets;
  private final Map<String, Long> ids = new HashMap<>();
  private final Map<Integer, List<byte[]>> sent = new TreeMap<>();
  private Instant clock = START;

  /**
   * @param productsMove whether a product is now and then in another partition than its own
   */
  PipelineLog(Pipeline pipeline, Random random, int size, boolean productsMove) {
    this.silver = pipeline.silver();
    this.random = random;
    this.productsMove = productsMove;
    this.partitions = Math.max(1, Math.min(4, pipeline.topic().partitions()));
    this.offsets = new long[partitions];
    while (records.size() < size) {
      next();
    }
  }

  private void next() {
    int dice = random.nextInt(100);
    int product = random.nextInt(PRODUCTS);
    int partition = product % partitions;
    clock =
        clock.plusMillis(random.nextInt(20) == 0 ? random.nextInt(90_000) : random.nextInt(900));
    List<byte[]> before = sent.computeIfAbsent(partition, absent -> new ArrayList<>());
    if (dice < 10 && !before.isEmpty()) {
      add(partition, before.get(random.nextInt(before.size())));
    } else if (dice < 15) {
      add(partition, BROKEN.get(random.nextInt(BROKEN.size())).getBytes(UTF_8));
    } else if (dice < 16) {
      add(partition, null);
    } else if (dice < 24 && silver.kind() != null && !silver.control().isEmpty()) {
      add(partition, control(silver.kind(), product));
    } else {
      boolean moves = productsMove && random.nextInt(30) == 0;
      byte[] frame = rows(product);
      add(moves ? random.nextInt(partitions) : partition, frame);
      if (!moves) {
        before.add(frame);
      }
    }
  }

  private void add(int partition, byte @Nullable [] value) {
    offsets[partition] += random.nextInt(50) == 0 ? 2 : 0;
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock) + random.nextInt(1000);
    records.add(
        new LogRecord(
            partition,
            offsets[partition]++,
            clock.toEpochMilli(),
            random.nextInt(4) == 0 ? null : "key",
            value,
            Map.of(FrameHeader.RECEIVED_AT, FrameHeader.encodeMicros(micros))));
  }

  private byte[] rows(int product) {
    Document frame = new Document();
    if (silver.kind() != null) {
      frame.set(silver.kind(), quoted(one(silver.rows())), 0, null);
    }
    int items = silver.each() == null ? 1 : 1 + random.nextInt(3);
    for (int item = 0; item < items; item++) {
      long late = random.nextInt(25) == 0 ? random.nextInt(3_000) : 0;
      row(frame, product, item, clock.minusSeconds(late).minusMillis(item));
    }
    return frame.toString().getBytes(UTF_8);
  }

  private void row(Document frame, int product, int item, Instant time) {
    String name = name(product, item, time);
    for (ColumnSpec column : silver.columns()) {
      boolean isThere = column.required() || random.nextInt(6) > 0;
      if (isThere && !column.isName() && !column.pointer().equals(silver.kind())) {
        frame.set(column.pointer(), literal(column, product, time), item, name);
      }
    }
  }

  /** What the row's element is called, where elements are entries of an object. */
  private @Nullable String name(int product, int item, Instant time) {
    for (ColumnSpec column : silver.columns()) {
      if (column.isName()) {
        return column.type() instanceof Type.Timestamp
            ? text(column.reading(), time)
            : product(product) + (item == 0 ? "" : item);
      }
    }
    return null;
  }

  private byte[] control(JsonPointer kind, int product) {
    Document frame = new Document();
    frame.set(kind, quoted(one(silver.control())), 0, null);
    if (silver.each() == null && random.nextBoolean()) {
      for (ColumnSpec column : silver.columns()) {
        if (column.name().equals(silver.eventTime()) || isProduct(column)) {
          frame.set(column.pointer(), literal(column, product, clock), 0, null);
        }
      }
      if (silver.continuity() != null && silver.continuity().newest() != null) {
        long newest = ids.getOrDefault(instrument(product), 0L) - random.nextInt(2);
        frame.set(silver.continuity().newest(), Long.toString(newest), 0, null);
      }
    }
    return frame.toString().getBytes(UTF_8);
  }

  /** The product as its column names it. */
  private String instrument(int product) {
    return silver.columns().stream()
        .filter(this::isProduct)
        .findFirst()
        .map(column -> product(column, product))
        .orElse(product(product));
  }

  private static String product(ColumnSpec column, int product) {
    if (column.reading() instanceof Reading.Named named) {
      List<String> names = named.values().keySet().stream().sorted().toList();
      return names.get(product % names.size());
    }
    return product(product);
  }

  private static String product(int product) {
    return "P" + product;
  }

  /** The required text of the key, if there is one: what tells products apart. */
  private boolean isProduct(ColumnSpec column) {
    return column.type() instanceof Type.Text
        && silver.key() != null
        && silver.key().columns().contains(column.name());
  }

  private boolean isId(ColumnSpec column) {
    return column.type() instanceof Type.BigInt
        && silver.key() != null
        && silver.key().columns().contains(column.name());
  }

  private String literal(ColumnSpec column, int product, Instant time) {
    if (isProduct(column)) {
      return quoted(product(column, product));
    }
    if (isId(column)) {
      long step = random.nextInt(30) == 0 ? 2 : 1;
      return Long.toString(ids.merge(instrument(product), step, Long::sum));
    }
    if (column.type() instanceof Type.Timestamp) {
      return column.reading() instanceof Reading.Epoch
          ? text(column.reading(), time)
          : quoted(text(column.reading(), time));
    }
    if (column.type() instanceof Type.Decimal decimal) {
      boolean isBounded = column.checks().stream().anyMatch(Check.AtMost.class::isInstance);
      int scale = Math.min(decimal.scale(), 7);
      int most = isBounded ? 100 * (int) Math.pow(10, scale) : 999_999_999;
      return quoted(BigDecimal.valueOf(1 + random.nextInt(most), scale).toPlainString());
    }
    if (column.type() instanceof Type.Text) {
      return text(column);
    }
    return column.type() instanceof Type.Bool
        ? Boolean.toString(random.nextBoolean())
        : Integer.toString(random.nextInt(1000));
  }

  private String text(ColumnSpec column) {
    if (column.reading() instanceof Reading.Named named) {
      String written = one(named.values().keySet());
      return written.matches("true|false|-?\\d+") ? written : quoted(written);
    }
    for (Check check : column.checks()) {
      if (check instanceof Check.OneOf oneOf) {
        return quoted(one(oneOf.values()));
      }
    }
    return quoted("t" + random.nextInt(3));
  }

  private static String text(Reading reading, Instant time) {
    if (reading instanceof Reading.Epoch epoch) {
      BigDecimal seconds =
          new BigDecimal(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
      return seconds.movePointRight(epoch.decimals()).toBigInteger().toString();
    }
    if (reading instanceof Reading.WallTime wall) {
      // The zone's own clock would do; UTC's is as good, and repeats no hour.
      return DateTimeFormatter.ofPattern(wall.hasTime() ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd")
          .withZone(ZoneOffset.UTC)
          .format(time);
    }
    return time.toString();
  }

  private String one(Collection<String> texts) {
    List<String> sorted = texts.stream().sorted().toList();
    return sorted.get(random.nextInt(sorted.size()));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
