package tributary.app.system;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.lake.Catalog;

/** Replays of real recordings. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReplayTest {
  private static final String ONE_PRODUCT =
      "coinbase_exchange_ticker_BTC-USD_2025-11-12_to_14.ndjson.gz";
  private static final String TEN_PRODUCTS =
      "coinbase_exchange_ticker-matches-level2_10-products_2021-04-17.txt.gz";

  @RegisterExtension final Scene scene = new Scene();

  private final Pipeline pipeline = Pipelines.coinbase();

  @Test
  void holdsTheRecordingExactlyHoweverOftenItIsReplayed() throws Exception {
    Path file = Recorded.file(ONE_PRODUCT);
    List<Recorded> recording = Recorded.readObjects(file);

    Child.Ended first = replay(file).expect(0);

    assertEquals(
        "frames 6,000 = silver 5,996 + quarantine 0 + control 4 + duplicates 0: holds",
        lastLine(first));
    assertEquals(framesOf(recording), bronze());
    assertHoldsTradesOf(recording);
    exactly();

    Map<String, Long> versions = versions();
    scene.runUntilDone("coinbase").expect(0);
    assertEquals(versions, versions());

    Child.Ended second = replay(file).expect(0);

    assertEquals(
        "frames 12,000 = silver 5,996 + quarantine 0 + control 8 + duplicates 5,996: holds",
        lastLine(second));
    assertHoldsTradesOf(recording);
    exactly();
  }

  @Test
  void endsWithTheSameTradesWhenKilledAndReplayedFromTheBeginning() throws Exception {
    Path file = Recorded.file(ONE_PRODUCT);
    Child run = scene.startRun("coinbase", "--replay", file.toString(), "--speed", "100");
    run.awaitLine("^Pipeline");
    assertTrue(!run.endsWithin(TimeUnit.MILLISECONDS.toNanos(2_500)), run::toString);
    run.kill();

    replay(file).expect(0);

    Report report = exactly();
    assertTrue(report.duplicates() > 0 && report.duplicates() < 5_996, report::sums);
    assertHoldsTradesOf(Recorded.readObjects(file));
  }

  @Test
  void survivesAnOldRecordingWithOtherChannels() throws Exception {
    Path file = Recorded.file(TEN_PRODUCTS);
    Path changed =
        Pipelines.changed(
            scene.folder(),
            "[BTC-USD, ETH-USD, ADA-USD]",
            "[SKL-USD, SKL-BTC, SKL-GBP, BAND-GBP, BAND-BTC, NMR-EUR, YFI-BTC, DASH-BTC, NU-GBP,"
                + " CRV-EUR]");

    scene.runUntilDone(changed.toString(), "--replay", file.toString(), "--speed", "max").expect(0);

    Pipeline other = PipelineReader.read(changed);
    Report report = Exactness.check(scene.data(), other, new TickerJudge(other)).expectNone();
    assertEquals(framesOf(Recorded.readPrefixed(file)), bronze());
    assertEquals(9_946, report.frames());
    assertEquals(107, report.silver() + report.duplicates());
    assertEquals(0, report.quarantine());
    assertEquals(9_839, report.control());
  }

  private Child.Ended replay(Path file) throws Exception {
    return scene.runUntilDone("coinbase", "--replay", file.toString(), "--speed", "max");
  }

  private Report exactly() throws SQLException {
    return Exactness.check(scene.data(), pipeline, new TickerJudge(pipeline)).expectNone();
  }

  private static String lastLine(Child.Ended run) {
    return run.out().get(run.out().size() - 1);
  }

  private static List<List<String>> framesOf(List<Recorded> recording) {
    Digest digest = new Digest();
    return recording.stream()
        .map(each -> List.of(Long.toString(each.receivedMicros()), digest.of(each.frame())))
        .sorted(ReplayTest::compare)
        .toList();
  }

  private List<List<String>> bronze() throws SQLException {
    return query(
            "SELECT epoch_us(received_at), sha256(payload) FROM read_parquet([%s])",
            pipeline.bronze())
        .stream()
        .sorted(ReplayTest::compare)
        .toList();
  }

  private static int compare(List<String> a, List<String> b) {
    return String.join(" ", a).compareTo(String.join(" ", b));
  }

  /** Silver and gold must be what the recording alone gives, whatever came twice. */
  private void assertHoldsTradesOf(List<Recorded> recording) throws SQLException {
    TickerJudge judge = new TickerJudge(pipeline);
    Map<String, WindowOracle> windows = WindowOracle.ofCandles();
    List<List<String>> silver = new ArrayList<>();
    for (Recorded each : recording) {
      if (judge.judge(each.frame(), each.receivedMicros()) instanceof Judge.Verdict.Row row) {
        silver.add(row.tick().cells());
        for (WindowOracle oracle : windows.values()) {
          oracle.seen(row.tick(), 0, false);
          oracle.take(row.tick(), 0);
        }
      }
    }
    try (TableFolder tables = new TableFolder(scene.data())) {
      assertEquals(
          silver,
          tables.all(pipeline.silver().table(), Exactness.silverColumns(pipeline), "trade_id"));
      String order = "window_start, product_id";
      assertEquals(
          requireNonNull(windows.get("candles_1m")).prices(),
          tables.all("price_1m", WindowOracle.PRICE_COLUMNS, order));
      for (Map.Entry<String, WindowOracle> each : windows.entrySet()) {
        assertEquals(
            each.getValue().candles(),
            tables.all(each.getKey(), WindowOracle.CANDLE_COLUMNS, order),
            each.getKey());
      }
    }
  }

  private List<List<String>> query(String sql, String table) throws SQLException {
    try (TableFolder tables = new TableFolder(scene.data())) {
      return tables.query(sql.formatted(tables.fileList(table)));
    }
  }

  private Map<String, Long> versions() {
    Catalog catalog = Catalog.at(scene.data().resolve("tables"));
    return catalog.tables().stream()
        .collect(
            Collectors.toMap(
                table -> table,
                table -> catalog.snapshot(table).version(),
                Long::max,
                TreeMap::new));
  }
}
