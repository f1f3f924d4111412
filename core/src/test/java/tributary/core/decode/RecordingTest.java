package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tributary.core.Recordings;

class RecordingTest {
  private final Agreement agreement = new Agreement();

  @Test
  void everyFrameOfTheTickerRecordingIsReadAsItStands() throws IOException {
    ObjectMapper json = new ObjectMapper();
    for (String line :
        Recordings.lines(
            "coinbase_exchange/coinbase_exchange_ticker_BTC-USD_2025-11-12_to_14.ndjson.gz")) {
      JsonNode recorded = json.readTree(line);
      long receivedMicros = micros(recorded.get("ts").asText());
      agreement.check(recorded.get("raw").asText().getBytes(UTF_8), receivedMicros);
    }
    assertEquals(5_996, agreement.taken);
    assertEquals(4, agreement.control);
    assertEquals(Map.of(), agreement.rejected);
  }

  @Test
  void everyFrameOfTheMixedRecordingIsReadAsItStands() throws IOException {
    List<String> lines =
        Recordings.lines(
            "coinbase_exchange/"
                + "coinbase_exchange_ticker-matches-level2_10-products_2021-04-17.txt.gz");
    for (String line : lines) {
      if (!line.isEmpty() && Character.isDigit(line.charAt(0))) {
        int colon = line.indexOf(": ");
        agreement.check(
            line.substring(colon + 2).getBytes(UTF_8), micros(line.substring(0, colon)));
      }
    }
    assertEquals(107, agreement.taken);
    assertEquals(3 + 97 + 10 + 9_719 + 10, agreement.control);
    assertEquals(Map.of(), agreement.rejected);
  }

  @Test
  void theGoldenFramesAreReadAsTheyStand() throws IOException {
    long receivedMicros =
        ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-09-29T13:46:00Z"));
    List<String> frames = Recordings.lines("golden/coinbase_exchange_frames.jsonl");
    for (String frame : frames) {
      agreement.check(frame.getBytes(UTF_8), receivedMicros);
    }
    assertEquals(1, agreement.taken);
    assertEquals(11, agreement.control);
    // A ticker of another day; a ticker before its first trade.
    assertEquals(Map.of(Reason.CHECK_FAILED, 1, Reason.MISSING, 1), agreement.rejected);
  }

  private static long micros(String seconds) {
    return new BigDecimal(seconds).movePointRight(6).longValue();
  }
}
