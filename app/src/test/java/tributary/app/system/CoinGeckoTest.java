package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Prices in Iceberg tables, held against what {@link Prices} makes of the topic. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CoinGeckoTest {
  private static final long DAY_SECONDS = 86_400;
  private static final List<String> COINS = List.of("bitcoin", "ethereum", "cardano");
  private static final String RAW = "bronze.crypto_ticks_raw";
  private static final String SILVER = "silver.crypto_prices";

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void tablesAreThoseOfTheTopicWhenKilled() throws Exception {
    long seed = System.nanoTime() % 1_000_000;
    System.out.println("CoinGeckoTest: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Child killed = scene.startRun("coingecko", market(seed, "600"));
    killed.awaitLine(RAW.replace(".", "\\.") + " [1-9]");
    killed.endsWithin(Duration.ofMillis(random.nextLong(3_000)).toNanos());
    killed.kill();
    Child.Ended run = scene.startRun("coingecko", market(seed, "max")).await().expect(0);
    assertTrue(run.text().endsWith(": holds"), run::toString);
    assertTrue(expectTables().clean().size() > 250, "minutes");
  }

  @Test
  void numbersAreRoundedHalfUpAndDaysArePartitions() throws Exception {
    long now = Instant.now().getEpochSecond();
    long midnight = Math.floorDiv(now, DAY_SECONDS) * DAY_SECONDS;
    boolean isMorning = now - midnight < DAY_SECONDS / 2;
    List<String> replies =
        List.of(
            reply(
                isMorning ? midnight - 1 : now,
                List.of("1.000000005", "1.000000004999", "9.5e-9"),
                List.of("0.005", "35483958334.045", "1E+3"),
                List.of("-0.00005", "-0.00004999", "1.23455")),
            reply(
                isMorning ? now : midnight + DAY_SECONDS,
                List.of("123456.123456785", "2", "3.000000015"),
                List.of("2.0049999999999999", "0", "1"),
                List.of("-12", "0", "-0.99995")));
    Path file = Files.write(scene.folder().resolve("replies.jsonl"), replies);
    scene.runUntilDone("coingecko", "--replay", file.toString(), "--speed", "max").expect(0);

    Prices prices = expectTables();
    assertEquals(
        List.of(
            "bitcoin 1.00000001 0.01 -0.0001",
            "cardano 0.00000001 1000.00 1.2346",
            "ethereum 1.00000000 35483958334.05 0.0000",
            "bitcoin 123456.12345679 2.00 -12.0000",
            "cardano 3.00000002 1.00 -1.0000",
            "ethereum 2.00000000 0.00 0.0000"),
        prices.clean().stream()
            .map(row -> row.get(1) + " " + String.join(" ", row.subList(2, 5)))
            .toList());
    assertEquals(2, prices.days().stream().map(row -> row.get(0)).distinct().count());
    assertEquals(2, filesByDay(SILVER, "api_timestamp").stream().distinct().count());
  }

  /** Of bitcoin, ethereum and cardano. */
  private static String reply(
      long seconds, List<String> usd, List<String> volume, List<String> change) {
    List<String> coins = new ArrayList<>();
    for (int i = 0; i < COINS.size(); i++) {
      coins.add(
          String.format(
              Locale.ROOT,
              "\"%s\":{\"usd\":%s,\"usd_market_cap\":1.0,\"usd_24h_vol\":%s,"
                  + "\"usd_24h_change\":%s,\"last_updated_at\":%d}",
              COINS.get(i),
              usd.get(i),
              volume.get(i),
              change.get(i),
              seconds));
    }
    return "{\"status\":200,\"headers\":{},\"body\":{" + String.join(",", coins) + "}}";
  }

  private static String[] market(long seed, String speed) {
    return new String[] {
      "--simulate",
      "--seed",
      Long.toString(seed),
      "--frames",
      "250",
      "--speed",
      speed,
      "--exit-when-done"
    };
  }

  /** Holds all tables against the topic. */
  private Prices expectTables() throws Exception {
    List<ConsumerRecord<byte[], byte[]>> log = TopicFrames.read(scene.data(), "crypto.prices.raw");
    Prices prices = Prices.of(log);
    try (TableFolder tables = new TableFolder(scene.data())) {
      assertEquals(
          bronze(log),
          tables.all(
              RAW,
              List.of(
                  "kafka_partition",
                  "kafka_offset",
                  "epoch_us(ingestion_timestamp)",
                  "sha256(raw_payload)"),
              "kafka_partition, kafka_offset"));
      assertEquals(
          List.of(List.of(Integer.toString(prices.silver()))),
          tables.query("SELECT count(*) FROM " + tables.parquet(SILVER)));
      assertEquals(
          prices.clean(),
          tables.all(
              "silver.crypto_prices_clean",
              List.of(
                  "epoch_us(window_start)",
                  "crypto_symbol",
                  "price_usd",
                  "volume_24h",
                  "percent_change_24h",
                  "epoch_us(api_timestamp)",
                  "epoch_us(processing_timestamp)"),
              "window_start, crypto_symbol"));
      expectModels(prices, tables);
    }
    assertEquals("day ingestion_timestamp", partition(RAW));
    assertEquals("day api_timestamp", partition(SILVER));
    filesByDay(RAW, "ingestion_timestamp");
    filesByDay(SILVER, "api_timestamp");
    return prices;
  }

  private static void expectModels(Prices prices, TableFolder tables) throws Exception {
    assertEquals(
        prices.star(),
        tables.query(
            """
            SELECT asset_key, crypto_symbol, time_key, minute, hour, day_of_week,
              price_usd, volume_24h, percent_change_24h
            FROM %s AS f LEFT JOIN %s AS a USING (asset_key) LEFT JOIN %s AS t USING (time_key)
            ORDER BY time_key, crypto_symbol
            """
                .formatted(
                    tables.parquet("gold.fact_price_minute"),
                    tables.parquet("gold.dim_asset"),
                    tables.parquet("gold.dim_time"))));
    assertEquals(
        prices.days(),
        tables.all(
            "gold.daily_summary",
            List.of(
                "day", "crypto_symbol", "open", "high", "low", "close", "average", "observations"),
            "day, crypto_symbol"));
  }

  private static List<List<String>> bronze(List<ConsumerRecord<byte[], byte[]>> log) {
    Digest digest = new Digest();
    return log.stream()
        .map(
            record ->
                List.of(
                    Integer.toString(record.partition()),
                    Long.toString(record.offset()),
                    Long.toString(TopicFrames.receivedMicros(record)),
                    digest.of(record.value())))
        .toList();
  }

  /** The day of each file; fails if one has rows of two. */
  private List<String> filesByDay(String table, String column) throws Exception {
    List<String> days = new ArrayList<>();
    try (TableFolder tables = new TableFolder(scene.data())) {
      for (Path file : tables.files(table)) {
        List<List<String>> found =
            tables.query(
                "SELECT DISTINCT CAST(%s AT TIME ZONE 'UTC' AS DATE) FROM read_parquet('%s')"
                    .formatted(column, file));
        assertEquals(1, found.size(), () -> file + " has rows of the days " + found);
        days.add(found.get(0).get(0));
      }
    }
    return days;
  }

  /** Transform and column, as Iceberg's own metadata has them. */
  private String partition(String table) throws IOException {
    Path folder = scene.data().resolve("tables").resolve(table.replace('.', '/'));
    try (Stream<Path> files = Files.list(folder.resolve("metadata"))) {
      Path newest =
          files
              .filter(file -> file.toString().endsWith(".metadata.json"))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      JsonNode metadata = TopicFrames.JSON.readTree(newest.toFile());
      JsonNode field = metadata.at("/partition-specs/0/fields/0");
      for (JsonNode column : metadata.at("/schemas/0/fields")) {
        if (column.get("id").equals(field.get("source-id"))) {
          return field.get("transform").textValue() + " " + column.get("name").textValue();
        }
      }
      throw new AssertionError("Cannot find the column of " + field);
    }
  }
}
