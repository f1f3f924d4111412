package tributary.core.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tributary.core.intake.LogFrame.Meaning;
import tributary.core.ledger.Range;

/**
 * A random log of several partitions: rows, late rows, duplicates near and far beyond what memory
 * reaches, control frames, and frames that are broken in one way or another. Remembers what each
 * frame means.
 */
final class RandomLog {
  private static final long SECOND = 1_000_000;
  private static final long WITHIN = Trades.WITHIN.toNanos() / 1000;
  private static final long START = 1_790_000_000L * SECOND;
  private static final List<String> BROKEN =
      List.of(
          "{\"type\":\"trade\"",
          "[]",
          "{\"type\":\"quote\"}",
          "{\"price\":1}",
          "{\"type\":\"trade\",\"product\":\"P\"}",
          "{\"type\":\"trade\",\"id\":1,\"id\":2}",
          "{\"type\":\"trade\",\"price\":\"1.123456789\"}",
          "\u00ff");

  final List<LogFrame> frames = new ArrayList<>();
  private final Random random;
  private final boolean keysCross;
  private final List<Partition> partitions = new ArrayList<>();

  /** One partition while it is written. */
  private static final class Partition {
    final List<LogFrame> rows = new ArrayList<>();
    long offset;
    long clock;
    long highest = Range.NO_TIME;
    int ids;
  }

  /**
   * @param keysCross whether a key may come again in another partition. Only where both partitions'
   *     times are still near: that is as far as the memory promises to find it
   */
  RandomLog(Random random, int size, boolean keysCross) {
    this.random = random;
    this.keysCross = keysCross;
    int most = 1 + random.nextInt(4);
    for (int i = 0; i < size; i++) {
      if (partitions.isEmpty() || (partitions.size() < most && random.nextInt(size / 3) == 0)) {
        Partition partition = new Partition();
        partition.clock = START + random.nextInt(random.nextBoolean() ? 100 : 1_000) * SECOND;
        partition.offset = random.nextInt(3) == 0 ? random.nextInt(1_000) : 0;
        partitions.add(partition);
      }
      write(random.nextInt(partitions.size()));
    }
  }

  private void write(int number) {
    Partition partition = partitions.get(number);
    partition.clock += random.nextInt(3) == 0 ? random.nextInt(8) * SECOND : random.nextInt(2);
    // Kafka leaves gaps where a transaction ended.
    partition.offset += random.nextInt(40) == 0 ? 1 + random.nextInt(3) : 0;
    LogFrame frame = frame(number, partition);
    partition.offset++;
    partition.highest = Math.max(partition.highest, frame.timeMicros());
    frames.add(frame);
    if (frame.meaning() == Meaning.ROW) {
      partition.rows.add(frame);
    }
  }

  private LogFrame frame(int number, Partition partition) {
    int dice = random.nextInt(100);
    if (dice < 18 && !partition.rows.isEmpty()) {
      return again(number, partition, earlier(partition));
    }
    if (dice < 25) {
      return control(number, partition);
    }
    if (dice < 32) {
      return broken(number, partition);
    }
    long late =
        switch (random.nextInt(30)) {
          case 0 -> random.nextInt(5 * 86_400) * SECOND;
          case 1, 2 -> random.nextInt(600) * SECOND;
          case 3, 4, 5, 6 -> random.nextInt(60) * SECOND;
          default -> random.nextInt(2);
        };
    return row(number, partition, identity(number, partition), partition.clock - late);
  }

  private String[] identity(int number, Partition partition) {
    return new String[] {"P" + number + random.nextInt(2), Integer.toString(partition.ids++)};
  }

  private LogFrame earlier(Partition partition) {
    List<LogFrame> rows = partition.rows;
    if (keysCross && random.nextBoolean()) {
      Partition other = partitions.get(random.nextInt(partitions.size()));
      List<LogFrame> near =
          other.rows.stream()
              .filter(row -> row.timeMicros() >= partition.highest - WITHIN)
              .filter(row -> row.timeMicros() >= other.highest - WITHIN)
              .toList();
      rows = near.isEmpty() ? rows : near;
    }
    int back = random.nextBoolean() ? random.nextInt(10) : random.nextInt(rows.size());
    return rows.get(Math.max(0, rows.size() - 1 - back));
  }

  /** The same key and time once more, the rest as before or not. */
  private LogFrame again(int number, Partition partition, LogFrame first) {
    String[] identity = first.identity().split("/");
    return row(number, partition, identity, first.timeMicros());
  }

  private LogFrame row(int number, Partition partition, String[] identity, long micros) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("time", Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    values.put("product", identity[0]);
    values.put("id", new BigDecimal(identity[1]));
    values.put("side", random.nextBoolean() ? "buy" : "sell");
    values.put("price", BigDecimal.valueOf(1 + random.nextInt(1_000_000), 8));
    if (random.nextInt(5) > 0) {
      values.put("size", BigDecimal.valueOf(random.nextInt(1_000), 8));
    }
    if (random.nextInt(3) > 0) {
      values.put("sequence", new BigDecimal(random.nextInt(3)));
    }
    StringBuilder json = new StringBuilder("{\"type\":\"trade\"");
    values.forEach((name, value) -> json.append(",\"" + name + "\":" + json(name, value)));
    return of(number, partition, json.append('}').toString(), Meaning.ROW, micros, values);
  }

  private static String json(String name, @Nullable Object value) {
    return name.equals("sequence") || name.equals("id") ? value + "" : "\"" + value + "\"";
  }

  private LogFrame control(int number, Partition partition) {
    if (random.nextBoolean()) {
      return of(number, partition, "{\"type\":\"ack\"}", Meaning.CONTROL, Range.NO_TIME, Map.of());
    }
    boolean plausible = random.nextInt(4) > 0;
    // Heartbeats let a quiet partition's time go on.
    partition.clock += random.nextInt(30) * SECOND;
    long micros = partition.clock + (plausible ? 0 : 40 * 86_400 * SECOND);
    return of(
        number,
        partition,
        "{\"type\":\"beat\",\"time\":\"" + Instant.EPOCH.plus(micros, ChronoUnit.MICROS) + "\"}",
        Meaning.CONTROL,
        plausible ? micros : Range.NO_TIME,
        Map.of());
  }

  private LogFrame broken(int number, Partition partition) {
    int which = random.nextInt(BROKEN.size() + 1);
    String text = which < BROKEN.size() ? BROKEN.get(which) : null;
    return of(number, partition, text, Meaning.REJECTED, Range.NO_TIME, Map.of());
  }

  private LogFrame of(
      int number,
      Partition partition,
      @Nullable String text,
      Meaning meaning,
      long timeMicros,
      Map<String, @Nullable Object> values) {
    return new LogFrame(
        number,
        partition.offset,
        START + random.nextInt(86_400) * SECOND,
        text,
        meaning,
        timeMicros,
        values);
  }
}
