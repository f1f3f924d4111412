package tributary.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tributary.core.Coinbase;
import tributary.core.Seed;
import tributary.core.frame.Frame;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;

/** Candles of five minutes, an hour and a day are those of a minute, put together. */
class RollUpTest {
  private static final long START = Instant.parse("2026-02-27T22:00:00Z").getEpochSecond();
  private static final long DAY_MICROS = 86_400_000_000L;
  private final Pipeline pipeline = Coinbase.pipeline();
  private final MemoryTables tables = new MemoryTables(pipeline);
  private Intake intake = new Intake(pipeline, tables.resume(), tables);

  /** What a candle says, but for the marks and its mean. */
  private record Candle(
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal close,
      @Nullable BigDecimal volume,
      long trades) {

    Candle then(Candle later) {
      return new Candle(
          open,
          later.high.max(high),
          later.low.min(low),
          later.close,
          volume == null ? later.volume : later.volume == null ? volume : volume.add(later.volume),
          trades + later.trades);
    }
  }

  @Test
  void coarseCandlesAreTheRollUpOfFineOnes() {
    Random random = Seed.random();
    feed(random);

    SortedMap<String, SortedMap<Long, Candle>> minutes = candles("candles_1m");
    assertTrue(minutes.values().stream().allMatch(each -> each.size() > 60), "hardly any candles");
    for (Map.Entry<String, Long> coarse :
        Map.of("candles_5m", 300L, "candles_1h", 3_600L, "candles_1d", 86_400L).entrySet()) {
      SortedMap<String, SortedMap<Long, Candle>> expected = new TreeMap<>();
      minutes.forEach(
          (product, fine) -> expected.put(product, rolledUp(fine, coarse.getValue() * 1_000_000)));
      assertEquals(expected, candles(coarse.getKey()), coarse.getKey());
    }
  }

  private static SortedMap<Long, Candle> rolledUp(SortedMap<Long, Candle> fine, long micros) {
    SortedMap<Long, Candle> coarse = new TreeMap<>();
    fine.forEach((start, each) -> coarse.merge(start - start % micros, each, Candle::then));
    return coarse;
  }

  /** Two days and a half of two products in two partitions, with cuts and restarts. */
  private void feed(Random random) {
    List<List<String>> sent = List.of(new ArrayList<>(), new ArrayList<>());
    long[] clock = {START * 1_000_000, START * 1_000_000};
    long[] offset = new long[2];
    int id = 1;
    while (clock[0] < START * 1_000_000 + 2.5 * DAY_MICROS) {
      int partition = random.nextInt(2);
      clock[partition] +=
          random.nextInt(40) == 0 ? random.nextInt(7_200) * 1_000_000L : random.nextInt(90_000_000);
      long late =
          switch (random.nextInt(12)) {
            case 0 -> random.nextInt(30) * 3_600_000_000L / 30;
            case 1 -> random.nextInt(3) == 0 ? random.nextInt(23) * 3_600_000_000L : 0;
            default -> 0;
          };
      boolean again = random.nextInt(8) == 0 && !sent.get(partition).isEmpty();
      String ticker =
          again
              ? sent.get(partition).get(random.nextInt(sent.get(partition).size()))
              : ticker(random, "P" + partition, id++, clock[partition] - late);
      sent.get(partition).add(ticker);
      take(partition, offset[partition]++, ticker);
      if (random.nextInt(60) == 0) {
        tables.write(intake.cut());
        tables.finish();
        if (random.nextInt(8) == 0) {
          intake = new Intake(pipeline, tables.resume(), tables);
        }
      }
    }
    tables.write(intake.cut());
    tables.finish();
  }

  private void take(int partition, long offset, String ticker) {
    Frame frame = new Frame();
    frame.partition = partition;
    frame.offset = offset;
    // Received when it happened: the pipeline takes no times that are far from it.
    int at = ticker.indexOf("\"time\":\"") + 8;
    Instant time = Instant.parse(ticker.substring(at, ticker.indexOf('"', at)));
    frame.receivedMicros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
    frame.value = ticker.getBytes(UTF_8);
    intake.take(frame);
  }

  private static String ticker(Random random, String product, int id, long micros) {
    String size =
        random.nextInt(6) == 0 ? "null" : "\"" + BigDecimal.valueOf(random.nextInt(999), 3) + "\"";
    // Few prices, and times to the second, so that many tie.
    return ("{\"type\":\"ticker\",\"product_id\":\"%s\",\"price\":\"%d\",\"trade_id\":%d,"
            + "\"last_size\":%s,\"time\":\"%s\"}")
        .formatted(
            product,
            1 + random.nextInt(50),
            id,
            size,
            Instant.EPOCH.plusSeconds(micros / 1_000_000));
  }

  /** By product and start. */
  private SortedMap<String, SortedMap<Long, Candle>> candles(String table) {
    Gold gold =
        pipeline.gold().stream().filter(g -> g.table().equals(table)).findFirst().orElseThrow();
    Rows rows =
        tables.gold.get(pipeline.gold().indexOf(gold)).starting(Long.MIN_VALUE, Long.MAX_VALUE);
    SortedMap<String, SortedMap<Long, Candle>> candles = new TreeMap<>();
    for (int row = 0; row < rows.size(); row++) {
      candles
          .computeIfAbsent(Values.text(rows, 2, row), absent -> new TreeMap<>())
          .put(rows.longs(0).get(row), candle(rows, row));
    }
    return candles;
  }

  private static Candle candle(Rows rows, int row) {
    return new Candle(
        price(rows, "open", row),
        price(rows, "high", row),
        price(rows, "low", row),
        price(rows, "close", row),
        number(rows, "volume", row),
        rows.longs(rows.schema().indexOf("trades")).get(row));
  }

  private static BigDecimal price(Rows rows, String column, int row) {
    return requireNonNull(number(rows, column, row));
  }

  private static @Nullable BigDecimal number(Rows rows, String column, int row) {
    int place = rows.schema().indexOf(column);
    return rows.column(place).isNull(row) ? null : Values.number(rows, place, row);
  }
}
