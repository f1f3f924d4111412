package tributary.core.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.rows.Type;

class PipelineReaderTest {
  private static final Type PRICE = new Type.Decimal(18, 8);
  private static final Type VOLUME = new Type.Decimal(28, 8);

  @TempDir Path directory;

  @Test
  void coinbaseIsReadToExactlyItsMeaning() {
    Pipeline expected =
        new Pipeline(
            "coinbase",
            new Feed(
                "coinbase-exchange",
                List.of("BTC-USD", "ETH-USD", "ADA-USD"),
                List.of("ticker", "heartbeat")),
            new Topic("coinbase.ticker", 3),
            new Commit(Duration.ofSeconds(1), 67_108_864),
            "coinbase_bronze",
            "coinbase_quarantine",
            silver(),
            gold());

    assertEquals(expected, PipelineReader.read(Example.TICKERS));
  }

  private static Silver silver() {
    return new Silver(
        "coinbase_ticker_table",
        new JsonPointer(List.of("type")),
        Set.of("ticker"),
        Set.of(
            "subscriptions",
            "heartbeat",
            "error",
            "match",
            "last_match",
            "l2update",
            "snapshot",
            "status",
            "received",
            "open",
            "done",
            "change",
            "activate",
            "auction",
            "rfq_match"),
        null,
        List.of(
            required("type", new Type.Text()),
            optional("sequence", new Type.BigInt()),
            required("product_id", new Type.Text()),
            required("price", PRICE, new Check.Above(BigDecimal.ZERO)),
            optional("open_24h", PRICE),
            optional("volume_24h", VOLUME),
            optional("low_24h", PRICE),
            optional("high_24h", PRICE),
            optional("volume_30d", VOLUME),
            optional("best_bid", PRICE),
            optional("best_bid_size", PRICE),
            optional("best_ask", PRICE),
            optional("best_ask_size", PRICE),
            optional("side", new Type.Text(), new Check.OneOf(Set.of("buy", "sell"))),
            required("time", new Type.Timestamp(), new Check.NearReceipt(Duration.ofDays(1))),
            required("trade_id", new Type.BigInt()),
            optional("last_size", PRICE, new Check.AtLeast(BigDecimal.ZERO))),
        "time",
        "trade_id",
        new Key(List.of("product_id", "trade_id"), Duration.ofMinutes(10)),
        new Continuity(
            "coinbase_gaps", "product_id", "trade_id", new JsonPointer(List.of("last_trade_id"))));
  }

  private static List<Gold> gold() {
    Duration minute = Duration.ofMinutes(1);
    Duration lateness = Duration.ofMinutes(10);
    List<String> by = List.of("product_id");
    Type average = new Type.Decimal(22, 12);
    return List.of(
        new Gold(
            "price_1m",
            minute,
            lateness,
            by,
            List.of(new Measure("avg_price", Measure.Function.AVG, "price", null, average))),
        new Gold(
            "candles_1m",
            minute,
            lateness,
            by,
            List.of(
                new Measure("open", Measure.Function.FIRST, "price", null, PRICE),
                new Measure("high", Measure.Function.MAX, "price", null, PRICE),
                new Measure("low", Measure.Function.MIN, "price", null, PRICE),
                new Measure("close", Measure.Function.LAST, "price", null, PRICE),
                new Measure("volume", Measure.Function.SUM, "last_size", null, VOLUME),
                new Measure("trades", Measure.Function.COUNT, null, null, new Type.BigInt()),
                new Measure("vwap", Measure.Function.VWAP, "price", "last_size", average))));
  }

  private static ColumnSpec required(String name, Type type, Check... checks) {
    return new ColumnSpec(name, new JsonPointer(List.of(name)), type, true, List.of(checks));
  }

  private static ColumnSpec optional(String name, Type type, Check... checks) {
    return new ColumnSpec(name, new JsonPointer(List.of(name)), type, false, List.of(checks));
  }

  @Test
  void whatIsOptionalMayBeAbsent() {
    Pipeline pipeline =
        PipelineReader.read(
            "p.yaml",
            """
            pipeline: least
            topic: {name: t, partitions: 1}
            bronze: {table: b}
            quarantine: {table: q}
            silver:
              table: s
              columns:
                at: {pointer: /at, type: timestamp, required: true}
              event_time: at
            """);

    assertEquals(Commit.DEFAULT, pipeline.commit());
    assertEquals(null, pipeline.feed());
    assertEquals(List.of(), pipeline.gold());
    assertEquals(
        new Silver(
            "s",
            null,
            Set.of(),
            Set.of(),
            List.of(required("at", new Type.Timestamp())),
            "at",
            null,
            null),
        pipeline.silver());
  }

  @Test
  void aPartOfCommitLeavesTheOtherAtItsDefault() {
    Pipeline pipeline = Example.coinbase().with("  every: 1s\n", "").read();

    assertEquals(new Commit(Commit.DEFAULT.every(), 64L << 20), pipeline.commit());
  }

  @Test
  void windowsLineEndsAndAByteOrderMarkChangeNothing() {
    Example unix = Example.coinbase();
    Example windows = new Example("\uFEFF" + unix.text().replace("\n", "\r\n"));

    assertEquals(unix.read(), windows.read());
  }

  @Test
  void anAbsentFileIsOneClearLine() {
    Path file = directory.resolve("absent.yaml");

    assertEquals(
        file
            + ": error P001: Cannot read the pipeline file: there is no such file\n"
            + "  expected a readable file of at most 1 MiB\n",
        refusalOf(file));
  }

  @Test
  void aDirectoryIsOneClearLine() {
    assertEquals(
        directory
            + ": error P001: Cannot read the pipeline file: it is a directory\n"
            + "  expected a readable file of at most 1 MiB\n",
        refusalOf(directory));
  }

  @Test
  void aFileWithoutPermissionIsOneClearLine() throws IOException {
    Path file = Files.writeString(directory.resolve("secret.yaml"), "pipeline: x");
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "needs permissions");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "this user may read every file");

    assertEquals(
        file
            + ": error P001: Cannot read the pipeline file: permission denied\n"
            + "  expected a readable file of at most 1 MiB\n",
        refusalOf(file));
  }

  @Test
  void aFileOfMoreThanOneMebibyteIsRefused() throws IOException {
    Path file = Files.write(directory.resolve("large.yaml"), new byte[(1 << 20) + 1]);

    assertEquals(
        file
            + ": error P001: Cannot read the pipeline file: it is larger than 1 MiB\n"
            + "  expected a readable file of at most 1 MiB\n",
        refusalOf(file));
  }

  @Test
  void aByteThatIsNotUtf8IsShownWhereItStands() throws IOException {
    byte[] latin1 = "pipeline: x\ntopic: é!".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(directory.resolve("latin1.yaml"), latin1);

    assertEquals(
        file
            + ":2:8: error P001: Invalid byte 0xE9: it is not UTF-8\n"
            + "    2 | topic: \n"
            + "               ^\n"
            + "  expected a file saved as UTF-8\n",
        refusalOf(file));
  }

  private static String refusalOf(Path file) {
    return assertThrows(InvalidPipelineException.class, () -> PipelineReader.read(file)).render();
  }
}
