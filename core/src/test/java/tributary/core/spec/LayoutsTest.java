package tributary.core.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Type;
import tributary.core.windows.Windows;

/** Where tables live, what their added columns are called, and what is made of them. */
class LayoutsTest {
  private final Example tickers = Example.coinbase();

  private Example bronze(String lines) {
    return tickers.with("  table: coinbase_bronze\n", "  table: coinbase_bronze\n" + lines);
  }

  private Example silver(String lines) {
    return tickers.with(
        "  table: coinbase_ticker_table\n", "  table: coinbase_ticker_table\n" + lines);
  }

  private Example gold(String lines) {
    return tickers.with("  price_1m:\n", "  price_1m:\n" + lines);
  }

  @Test
  void tablesAreDeltaTablesUnlessTheFileSaysIceberg() {
    assertEquals(Store.DELTA, tickers.read().store());
    assertEquals(Store.DELTA, tickers.and("store: delta").read().store());
    assertEquals(Store.ICEBERG, tickers.and("store: iceberg").read().store());
  }

  @Test
  void anUnknownStoreIsRefusedWithTheNearest() {
    assertEquals(
        """
        p.yaml:76:8: error P008: Invalid store: "icberg"
           76 | store: icberg
                       ^
          expected one of delta, iceberg
          did you mean "iceberg"?
        """,
        tickers.and("store: icberg").rendered());
  }

  @Test
  void bronzeCallsItsAddedColumnsAsTheFileSays() {
    Pipeline pipeline =
        bronze("  rename: {received_at: ingestion_timestamp, payload: raw_payload}\n").read();

    assertEquals(
        List.of(
            "kafka_partition",
            "kafka_offset",
            "kafka_timestamp",
            "ingestion_timestamp",
            "kafka_key",
            "kafka_headers",
            "raw_payload"),
        TableSchemas.bronze(pipeline.bronzeLayout()).names());
    assertEquals("received_at", pipeline.silver().receivedAt(), "silver has its own names");
  }

  @Test
  void aMeasureMayTakeSilversTimeOfReceiptByItsName() {
    Pipeline pipeline =
        silver("  rename: {received_at: processed_at}\n")
            .with("{avg: price}", "{avg: price}\n      processed_at: {last: processed_at}")
            .read();

    Silver silver = pipeline.silver();
    assertEquals(new Type.Timestamp(), silver.schema().field(19).type());
    assertEquals("processed_at", silver.schema().field(19).name());
    Gold gold = pipeline.gold().get(0);
    assertEquals(
        new Measure(
            "processed_at", Measure.Function.LAST, "processed_at", null, new Type.Timestamp()),
        gold.measures().get(1));
    assertEquals(
        new Type.Timestamp(), Windows.schema(gold, silver).field(4).type(), "the measure's type");
  }

  @Test
  void theTimeOfReceiptHasNoOtherUse() {
    assertRefused(
        "46:15 P009 Cannot find silver column \"received_at\", used in silver.event_time",
        tickers.with("event_time: time", "event_time: received_at"));
    assertRefused(
        "63:24 P010 Cannot use column \"received_at\" in gold.price_1m.measures.avg_price.sum: it is"
            + " of type timestamp",
        tickers.with("{avg: price}", "{sum: received_at}"));
  }

  @Test
  void aColumnMayHaveTheNameThatAnAddedOneGaveUp() {
    Example example =
        silver("  rename: {received_at: came}\n").with("    open_24h:", "    received_at:");

    assertEquals("", example.rendered());
    assertRefused(
        "34:5 P011 Invalid name: \"CAME\" is already a column that Tributary adds",
        silver("  rename: {received_at: came}\n").with("    open_24h:", "    CAME:"));
  }

  @Test
  void renamedColumnsDifferFromAllOthers() {
    assertRefused(
        "19:26 P011 Invalid name: \"kafka_Key\" is already a column that Tributary adds",
        bronze("  rename: {received_at:  kafka_Key}\n"));
    assertRefused(
        "59:43 P011 Invalid name: \"a\" is already a column that Tributary adds",
        gold("    rename: {window_start: a, window_end: a}\n"));
    assertRefused(
        "62:10 P011 Invalid name: \"product_id\" is already a column that Tributary adds",
        gold("    rename: {window_start: product_id}\n"));
  }

  @Test
  void kafkasCoordinatesKeepTheirNames() {
    assertRefused(
        "19:12 P005 Invalid key in bronze.rename: \"kafka_offset\"",
        bronze("  rename: {kafka_offset: o}\n"));
  }

  @Test
  void goldCallsItsAddedColumnsAsTheFileSays() {
    Pipeline pipeline = gold("    rename: {window_start: start, window_end: end}\n").read();

    assertEquals(
        List.of("start", "end", "product_id", "avg_price", "is_final", "revision", "is_complete"),
        Windows.schema(pipeline.gold().get(0), pipeline.silver()).names());
  }

  @Test
  void windowsMayBeginLaterThanTheEpoch() {
    Example weeks =
        gold("    offset: 4d\n").with("offset: 4d\n    window: 1m", "offset: 4d\n    window: 7d");

    assertEquals(Duration.ofDays(4), weeks.read().gold().get(0).offset());
    assertEquals(Duration.ZERO, tickers.read().gold().get(0).offset());
    assertEquals("", gold("    offset: 59999ms\n").rendered());
  }

  @ParameterizedTest
  @CsvSource({"received_at, kafka_timestamp", "came, came", "received_at, came"})
  void bronzeIsPartitionedByTheDayOfATimestamp(String receivedAt, String day) {
    Example example =
        bronze("  rename: {received_at: %s}\n  partition: {day: %s}\n".formatted(receivedAt, day))
            .and("store: iceberg");

    if (day.equals("came") && !receivedAt.equals("came")) {
      assertRefused(
          "20:20 P009 Cannot find timestamp column \"came\" of bronze, used in"
              + " bronze.partition.day",
          example);
    } else {
      assertEquals(
          new Layout(Map.of("received_at", receivedAt), day), example.read().bronzeLayout());
    }
  }

  @Test
  void silverIsPartitionedByTheDayOfARequiredTimestamp() {
    assertEquals(
        "time",
        silver("  partition: {day: time}\n").and("store: iceberg").read().silver().layout().day());
    assertEquals("", silver("  partition: {day: received_at}\n").and("store: iceberg").rendered());
    assertRefused(
        "25:20 P010 Cannot use column \"price\" in silver.partition.day: it is of type decimal(18,8)",
        silver("  partition: {day: price}\n").and("store: iceberg"));
    assertRefused(
        "25:20 P010 Cannot use column \"side\" in silver.partition.day: it can be absent",
        silver("  partition: {day: side}\n")
            .with("type: string, one_of: [buy, sell]", "type: timestamp")
            .and("store: iceberg"));
  }

  @Test
  void copiesAreOfSilverAndGold() {
    Pipeline pipeline =
        tickers
            .with("  price_1m:", "  main.gold.price_1m:")
            .and(
                """
                copies:
                  postgres:
                    coinbase_ticker_table: {as: market.ticks, columns: [trade_id, received_at]}
                  clickhouse:
                    main.gold.price_1m: {}
                    candles_1m: {columns: [window_start, close]}""")
            .read();

    assertEquals(
        List.of(
            new Copy(Copy.Target.CLICKHOUSE, "main.gold.price_1m", "price_1m", List.of()),
            new Copy(
                Copy.Target.CLICKHOUSE,
                "candles_1m",
                "candles_1m",
                List.of("window_start", "close")),
            new Copy(
                Copy.Target.POSTGRES,
                "coinbase_ticker_table",
                "market.ticks",
                List.of("trade_id", "received_at"))),
        pipeline.copies());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          coinbase_bronze: {}              | 76:21 P017 Cannot find table "coinbase_bronze", named in copies.postgres
          price_1m: {as: a.b.c}            | 76:36 P008 Invalid copies.postgres.price_1m.as: "a.b.c"
          price_1m: {columns: [price]}     | 76:42 P009 Cannot find column "price", used in copies.postgres.price_1m.columns
          price_1m: {columns: [revision, revision]} | 76:52 P008 Invalid copies.postgres.price_1m.columns: "revision" stands twice
          candles_1m: {}, price_1m: {as: Candles_1m} | 76:52 P011 Invalid name: "Candles_1m" is already a copy in this store
          """)
  void copiesThatCannotBeMade(String copy, String problem) {
    assertRefused(problem, tickers.and("copies: {postgres: {%s}}".formatted(copy)));
  }

  @Test
  void whatIsWrongWithATableIsNoSecondProblemInItsCopies() {
    assertRefused(
        "63:24 P009 Cannot find silver column \"prices\", used in"
            + " gold.price_1m.measures.avg_price.avg",
        tickers
            .with("{avg: price}", "{avg: prices}")
            .and("copies: {clickhouse: {price_1m: {columns: [avg_price, anything]}}}"));
  }

  @Test
  void modelsComeInTheFilesOrder() {
    Pipeline pipeline =
        tickers
            .and("models: {z: {file: z.sql, every: 1m}, main.a: {file: models/daily-a.sql}}")
            .read();

    assertEquals(
        List.of(
            new Model("z", "z.sql", Duration.ofMinutes(1)),
            new Model("main.a", "models/daily-a.sql", null)),
        pipeline.models());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/a.sql",
        "../a.sql",
        "models/../../a.sql",
        "./a.sql",
        "a.txt",
        ".sql",
        "a//b.sql",
        "C:\\a.sql",
        "a.sql/",
        "a b.sql",
        "~/a.sql"
      })
  void modelsAreFilesBelowThePipelineFile(String file) {
    assertRefused(
        "76:20 P008 Invalid models.m.file: \"%s\"".formatted(file),
        tickers.and("models: {m: {file: '%s'}}".formatted(file)));
  }

  @Test
  void modelsAreNamedUnlikeAllTables() {
    assertRefused(
        "76:10 P011 Invalid name: \"Candles_1M\" is already a gold table",
        tickers.and("models: {Candles_1M: {file: a.sql}}"));
  }

  @Test
  void onlyDecimalsAreRounded() {
    Example rounded = tickers.with("/open_24h, type:", "/open_24h, round: half_up, type:");

    assertEquals(new Reading.Rounded(), rounded.read().silver().columns().get(4).reading());
    assertRefused(
        "42:49 P010 Cannot use silver.columns.side.round on a column of type string",
        tickers.with("one_of: [buy, sell]", "round: half_up"));
    assertRefused(
        "33:43 P008 Invalid silver.columns.open_24h.round: \"half_even\"",
        tickers.with("/open_24h, type:", "/open_24h, round: half_even, type:"));
  }

  private static void assertRefused(String problem, Example example) {
    assertEquals(
        List.of(problem),
        example.problems().stream()
            .map(p -> "%d:%d %s %s".formatted(p.line(), p.column(), p.code().id(), p.message()))
            .toList());
  }
}
