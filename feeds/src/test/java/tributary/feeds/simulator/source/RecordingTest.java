package tributary.feeds.simulator.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.feeds.TestData;

class RecordingTest {
  @TempDir private Path folder;

  @Test
  void readsLinesOfJson() throws IOException {
    assertEquals(
        List.of("1762932011629353 {\"a\":\"\u00e9\\u00e9\"}", "5000000 words"),
        read(
            "{\"ts\":1762932011.629353,\"pair\":\"X\",\"raw\":\"{\\\"a\\\":\\\"\u00e9\\\\u00e9\\\"}\"}\n"
                + "{\"raw\":\"words\",\"more\":[{\"ts\":1}],\"ts\":5}"));
  }

  @Test
  void readsLinesOfTextAndPassesOverWhatTheClientDid() throws IOException {
    assertEquals(
        List.of("1618677817061845 {\"type\":\"x\"}", "1618677817061895 a: b"),
        read(
            "wss://host <-> 1618677816.8434298\nwss://host <- 1618677817.020616: {}\n"
                + "1618677817.061845: {\"type\":\"x\"}\r\n1618677817.0618958: a: b\n\n\n"));
  }

  @Test
  void readsThePayloadOfALineAsItStands() throws IOException {
    assertEquals(
        List.of("1775428513865365 {\"a\": [1, \"}\"],  \"b\":{}}", "1775428513000000 {}"),
        read(
            "{\"ingest_time\": \"2026-04-05T22:35:13.865365+00:00\", \"product_id\": \"X\","
                + " \"payload\": {\"a\": [1, \"}\"],  \"b\":{}}}\n"
                + "{\"payload\":{} ,\"ingest_time\":\"2026-04-05T22:35:13+00:00\"}"));
  }

  @Test
  void readsNanosecondsBeforeASpace() throws IOException {
    assertEquals(
        List.of("1723161254087896 {\"stream\":\"a: b\"}"),
        read("1723161254087896568 {\"stream\":\"a: b\"}\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "1762932011.629353, 1762932011629353",
    "1762932011.6293539, 1762932011629353",
    "1762932011.6, 1762932011600000",
    "1762932011, 1762932011000000",
    "0.0000001, 0"
  })
  void timesAreCutToMicrosecondsWithoutADouble(String seconds, long micros) throws IOException {
    assertEquals(micros, Recording.micros(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999: x",
        "now: x",
        "12.5:x",
        "12.5",
        "{\"ts\":1}",
        "{\"raw\":\"x\",\"ts\":",
        "-1: x",
        "1723161254 x",
        "{\"ingest_time\":\"2026-04-05T22:35:13+00:00\"}",
        "{\"ingest_time\":\"yesterday\",\"payload\":{}}",
        "{\"ingest_time\":\"2026-04-05T22:35:13+00:00\",\"payload\":7}"
      })
  void aWrongLineIsNamed(String line) {
    Exception failure =
        assertThrows(UncheckedIOException.class, () -> read("1: good\n" + line + "\n"));
    assertTrue(
        String.valueOf(failure.getMessage()).contains("recording.txt, line 2: "),
        failure.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Exception failure =
        assertThrows(
            UncheckedIOException.class, () -> new Recording(folder.resolve("absent")).close());
    assertTrue(
        String.valueOf(failure.getMessage()).startsWith("Cannot open recording "),
        failure.getMessage());
  }

  @Test
  void aLineMayBeLongerThanTheBuffer() throws IOException {
    String frame = "x".repeat(600_000);
    assertEquals(List.of("1000000 " + frame, "2000000 y"), read("1: " + frame + "\n2: y\n"));
  }

  @Test
  void readsTheTickerRecordingWhole() {
    List<String> frames =
        readAll(
            TestData.file(
                "coinbase_exchange/coinbase_exchange_ticker_BTC-USD_2025-11-12_to_14.ndjson.gz"));
    assertEquals(6_000, frames.size());
    assertEquals(5_996, count(frames, "\"type\":\"ticker\""));
    assertEquals(4, count(frames, "\"type\":\"subscriptions\""));
  }

  @Test
  void readsTheRecordingOfManyChannelsWhole() {
    List<String> frames =
        readAll(
            TestData.file(
                "coinbase_exchange/coinbase_exchange_ticker-matches-level2_10-products_2021-04-17.txt.gz"));
    assertEquals(9_946, frames.size());
    assertEquals(107, count(frames, "\"type\":\"ticker\""));
    assertEquals(97, count(frames, "\"type\":\"match\""));
    assertEquals(9_719, count(frames, "\"type\":\"l2update\""));
    assertEquals(10, count(frames, "\"type\":\"snapshot\""));
  }

  @Test
  void readsTheAdvancedRecordingWhole() {
    List<String> frames =
        readAll(
            TestData.file(
                "coinbase_advanced/coinbase_advanced_ticker_BTC-USD_2026-04-05.ndjson.gz"));
    assertEquals(5_971, frames.size());
    assertEquals(5_970, count(frames, " {\"channel\": \"ticker\""));
    assertEquals(1, count(frames, " {\"channel\": \"subscriptions\""));
    assertTrue(frames.stream().allMatch(frame -> frame.endsWith("}]}")));
  }

  @Test
  void readsTheBinanceRecordingWhole() {
    List<String> frames =
        readAll(
            TestData.file("binance/binance_spot_trade-bookticker-depth_BTCUSDT_2024-08-08.txt.gz"));
    assertEquals(41_249, frames.size());
    assertEquals(9_757, count(frames, "{\"stream\":\"btcusdt@trade\""));
    assertEquals(28_040, count(frames, "{\"stream\":\"btcusdt@bookTicker\""));
    assertEquals(3_451, count(frames, "{\"e\":\"depthUpdate\""));
    assertEquals(64_046, frames.get(7).length() - "1723161254087896 ".length());
  }

  private static long count(List<String> frames, String part) {
    return frames.stream().filter(frame -> frame.contains(part)).count();
  }

  private List<String> read(String text) throws IOException {
    return readAll(Files.writeString(folder.resolve("recording.txt"), text));
  }

  private static List<String> readAll(Path file) {
    List<String> frames = new ArrayList<>();
    try (Recording recording = new Recording(file)) {
      while (recording.advance()) {
        String frame = new String(recording.array(), 0, recording.length(), UTF_8);
        frames.add(recording.receivedMicros() + " " + frame);
      }
    }
    return frames;
  }
}
