package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Averages of thirty seconds, computed here from the frames alone, in the lake and in ClickHouse.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BtcAveragesTest {
  private static final long WINDOW_MICROS = 30_000_000;
  private static final int MOVING = 10;

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void areThoseOfTheRecording() throws Exception {
    Path file = Recorded.file("coinbase_exchange_ticker_BTC-USD_2025-11-12_to_14.ndjson.gz");
    scene.runUntilDone("btc-averages", "--replay", file.toString(), "--speed", "max").expect(0);
    Averages averages = new Averages();
    for (Recorded recorded : Recorded.readObjects(file)) {
      averages.take(TopicFrames.JSON.readTree(recorded.frame()));
    }
    assertEquals(averages.rows(), lake("btc_averages", "average_price"));
    assertEquals(averages.moving(), lake("btc_moving_average", "moving_average"));
  }

  @Test
  void areReadInClickHouseOnceEachWhenKilled() throws Exception {
    try (ClickHouseServer server = ClickHouseServer.start(scene.folder().resolve("clickhouse"))) {
      Path stores = server.storesFile(scene.folder());
      long seed = System.nanoTime() % 1_000_000;
      System.out.println("BtcAveragesTest: seed " + seed);
      SplittableRandom random = new SplittableRandom(seed);
      Market market = new Market(seed, 12_000, 20);
      for (int kills = 0; kills < 2; kills++) {
        Child run = start(market, stores, Duration.ofSeconds(8));
        run.awaitLine("btc_trades_bronze [1-9]");
        run.endsWithin(Duration.ofMillis(random.nextLong(3_000)).toNanos());
        run.kill();
      }
      start(market, stores, Duration.ofSeconds(2)).await().expect(0);

      Averages averages = new Averages();
      TopicFrames.read(scene.data(), "raw_crypto_trades").stream()
          .filter(record -> !TopicFrames.isMark(record))
          .forEach(record -> averages.takeIfWhole(record.value()));
      assertTrue(averages.rows().size() > 15, () -> "windows: " + averages.rows());
      assertEquals(averages.rows(), lake("btc_averages", "average_price"));
      assertEquals(
          averages.rows(),
          server
              .lines(
                  "SELECT toUnixTimestamp64Micro(window_start), toUnixTimestamp64Micro(window_end),"
                      + " product_id, average_price FROM btc_averages ORDER BY window_start"
                      + " FORMAT TSV")
              .stream()
              .map(line -> cells(Arrays.asList(line.split("\t"))))
              .toList());
      Child.Ended reconciled =
          scene
              .run(
                  "reconcile",
                  "btc-averages",
                  "--stores",
                  stores.toString(),
                  "--data",
                  scene.data().toString())
              .expect(0);
      assertTrue(reconciled.text().endsWith(": equal"), reconciled::toString);
    }
  }

  private Child start(Market market, Path stores, Duration length) throws Exception {
    List<String> arguments = new ArrayList<>(market.arguments());
    arguments.addAll(List.of("--speed", market.speed(length), "--exit-when-done"));
    arguments.addAll(List.of("--stores", stores.toString()));
    return scene.startRun("btc-averages", arguments.toArray(String[]::new));
  }

  private List<List<String>> lake(String table, String price) throws Exception {
    try (TableFolder tables = new TableFolder(scene.data())) {
      return tables
          .all(
              table,
              List.of("epoch_us(window_start)", "epoch_us(window_end)", "product_id", price),
              "window_start")
          .stream()
          .map(BtcAveragesTest::cells)
          .toList();
    }
  }

  /** The last cell without zeros at its end, which ClickHouse does not show. */
  private static List<String> cells(List<String> row) {
    List<String> cells = new ArrayList<>(row.subList(0, row.size() - 1));
    cells.add(plain(new BigDecimal(row.get(row.size() - 1))));
    return cells;
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** Prices by window, each trade once. */
  private static final class Averages {
    private int spoilt;
    private final Set<Long> known = new HashSet<>();
    private final Map<Long, List<BigDecimal>> windows = new TreeMap<>();

    /** Takes a frame; one that the market spoiled has no row. */
    void takeIfWhole(byte[] frame) {
      try {
        take(TopicFrames.JSON.readTree(frame));
      } catch (IOException spoiled) {
        spoilt++;
      }
    }

    void take(JsonNode frame) {
      boolean isWhole = Stream.of("type", "price", "trade_id", "time").allMatch(frame::hasNonNull);
      if (isWhole
          && frame.get("type").textValue().equals("ticker")
          && known.add(frame.get("trade_id").longValue())) {
        windows
            .computeIfAbsent(
                Math.floorDiv(TopicFrames.micros(frame.get("time").textValue()), WINDOW_MICROS),
                absent -> new ArrayList<>())
            .add(new BigDecimal(frame.get("price").textValue()));
      }
    }

    List<List<String>> rows() {
      return windows.entrySet().stream()
          .map(window -> row(window.getKey(), plain(average(window.getValue(), 12))))
          .toList();
    }

    /** Of the newest ten windows that there may be, those that there are. */
    List<List<String>> moving() {
      Map<Long, List<BigDecimal>> newest = new TreeMap<>();
      for (long window : windows.keySet()) {
        for (long back = 0; back < MOVING; back++) {
          if (windows.containsKey(window - back)) {
            newest
                .computeIfAbsent(window, absent -> new ArrayList<>())
                .add(average(windows.getOrDefault(window - back, List.of()), 12));
          }
        }
      }
      return newest.entrySet().stream()
          .map(window -> row(window.getKey(), plain(average(window.getValue(), 12))))
          .toList();
    }

    private static List<String> row(long window, String price) {
      long start = window * WINDOW_MICROS;
      return List.of(Long.toString(start), Long.toString(start + WINDOW_MICROS), "BTC-USD", price);
    }

    private static BigDecimal average(List<BigDecimal> prices, int scale) {
      return prices.stream()
          .reduce(BigDecimal.ZERO, BigDecimal::add)
          .divide(BigDecimal.valueOf(prices.size()), scale, RoundingMode.HALF_UP);
    }
  }
}
