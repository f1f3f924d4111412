package tributary.serve.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.serve.Sample.MINUTE;
import static tributary.serve.Sample.NOON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tributary.core.rows.Rows;
import tributary.serve.Sample;
import tributary.serve.Sample.Marks;

class LiveBoardTest {
  private static final List<String> PRICES = List.of("10.5", "12", "9.25", "11");

  private final LiveBoard board = new LiveBoard(Sample.pipeline());
  private final Rows silver = Sample.silverRows();
  private final Rows candles = Sample.candleRows();

  private JsonNode since(long version) throws JsonProcessingException {
    return new ObjectMapper().readTree(board.since(version).json());
  }

  private JsonNode everything() throws JsonProcessingException {
    return since(LiveBoard.BEGINNING);
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.get(field).asText()));
    return texts;
  }

  @Test
  void showsTheCandleTableOfThePipeline() {
    assertEquals(Optional.of("candles_1m"), board.candleTable());
  }

  @Test
  void showsTheLastPriceOfEachInstrument() throws Exception {
    Sample.trade(silver, "BTC-USD", "65000.1", NOON, 1);
    Sample.trade(silver, "ETH-USD", "3000", NOON, 2);
    Sample.trade(silver, "BTC-USD", "65000.2", NOON + 1, 3);
    board.rows(silver, 0, 3);

    JsonNode last = everything().get("last");
    assertEquals(List.of("BTC-USD", "ETH-USD"), texts(last, "instrument"));
    assertEquals(List.of("65000.2", "3000"), texts(last, "price"));
  }

  @Test
  void knowsTheLastPriceByEventTimeThenSequenceHoweverRowsCome() throws Exception {
    Sample.trade(silver, "BTC-USD", "1", NOON, 5);
    Sample.trade(silver, "BTC-USD", "2", NOON + 1, 7);
    Sample.trade(silver, "BTC-USD", "3", NOON + 1, 6);
    Sample.trade(silver, "BTC-USD", "4", NOON - 1, 9);
    board.rows(silver, 0, 4);

    assertEquals(List.of("2"), texts(everything().get("last"), "price"));
  }

  @Test
  void looksOnlyAtTheNewRows() throws Exception {
    Sample.trade(silver, "OLD", "1", NOON, 1);
    Sample.trade(silver, "NEW", "2", NOON, 2);
    Sample.trade(silver, "OPEN", "3", NOON, 3);
    board.rows(silver, 1, 2);

    assertEquals(List.of("NEW"), texts(everything().get("tape"), "instrument"));
  }

  @Test
  void keepsTheNewestRowsOnTheTapeInTheirOrder() throws Exception {
    for (int i = 1; i <= 3 * Tape.LENGTH + 5; i++) {
      Sample.trade(silver, "BTC-USD", Integer.toString(i), NOON, i);
    }
    board.rows(silver, 0, 10);
    board.rows(silver, 10, silver.size());

    List<String> prices = texts(everything().get("tape"), "price");
    assertEquals(Tape.LENGTH, prices.size());
    assertEquals(Integer.toString(2 * Tape.LENGTH + 6), prices.get(0));
    assertEquals(Integer.toString(3 * Tape.LENGTH + 5), prices.get(Tape.LENGTH - 1));
  }

  @Test
  void showsTheSideWhereAColumnCanOnlyBeBuyOrSell() throws Exception {
    Sample.trade(silver, "BTC-USD", "1", NOON, 1);
    Sample.trade(silver, "BTC-USD", "1", NOON, 3);
    board.rows(silver, 0, 2);

    assertEquals(List.of("buy", "sell"), texts(everything().get("tape"), "side"));
  }

  @Test
  void writesNumbersExactly() throws Exception {
    Sample.trade(silver, "SHIB-USD", "0.00000001", NOON, Long.MAX_VALUE);
    board.rows(silver, 0, 1);
    Sample.candle(
        candles, "SHIB-USD", NOON, PRICES, "123456789012345678901234567890.12345678", Marks.OPEN);
    board.windows(candles);

    JsonNode shown = everything();
    assertEquals("0.00000001", shown.at("/last/0/price").asText());
    assertEquals("9223372036854775807", shown.at("/last/0/sequence").asText());
    assertEquals(
        "123456789012345678901234567890.12345678", shown.at("/candles/SHIB-USD/0/volume").asText());
  }

  @Test
  void replacesAnOpenCandleAndSaysWhatItIs() throws Exception {
    Sample.candle(candles, "BTC-USD", NOON, PRICES, "1", Marks.OPEN);
    board.windows(candles);
    candles.clear();
    Sample.candle(candles, "BTC-USD", NOON, PRICES, "2.5", new Marks(true, 3, false));
    board.windows(candles);

    JsonNode shown = everything().at("/candles/BTC-USD");
    assertEquals(1, shown.size());
    assertEquals(List.of("2.5"), texts(shown, "volume"));
    assertEquals("10.5 12 9.25 11", String.join(" ", ohlc(shown.get(0))));
    assertTrue(shown.at("/0/final").asBoolean());
    assertFalse(shown.at("/0/complete").asBoolean());
    assertEquals(3, shown.at("/0/revision").asInt());
  }

  private static List<String> ohlc(JsonNode candle) {
    return List.of("open", "high", "low", "close").stream()
        .map(name -> candle.get(name).asText())
        .toList();
  }

  @Test
  void keepsTheNewestCandlesInOrderHoweverTheyCome() throws Exception {
    for (int i = Instrument.CANDLES + 9; i >= 0; i--) {
      Sample.candle(candles, "BTC-USD", NOON + i * MINUTE, PRICES, "1", Marks.FINAL);
    }
    board.windows(candles);

    List<String> starts = texts(everything().at("/candles/BTC-USD"), "startMicros");
    assertEquals(Instrument.CANDLES, starts.size());
    assertEquals(Long.toString(NOON + 10 * MINUTE), starts.get(0));
    assertEquals(starts.stream().sorted().toList(), starts);
  }

  @Test
  void tellsOnlyWhatChangedSinceAVersion() throws Exception {
    Sample.trade(silver, "BTC-USD", "1", NOON, 1);
    Sample.trade(silver, "ETH-USD", "2", NOON, 2);
    board.rows(silver, 0, 1);
    Sample.candle(candles, "BTC-USD", NOON, PRICES, "1", Marks.FINAL);
    Sample.candle(candles, "BTC-USD", NOON + MINUTE, PRICES, "1", Marks.OPEN);
    board.windows(candles);
    board.status(Sample.status(5, 0));
    long seen = board.version();

    board.rows(silver, 1, 2);
    candles.clear();
    Sample.candle(candles, "BTC-USD", NOON + MINUTE, PRICES, "2", Marks.OPEN);
    board.windows(candles);

    JsonNode change = since(seen);
    assertEquals(List.of("ETH-USD"), texts(change.get("last"), "instrument"));
    assertEquals(List.of("2"), texts(change.get("tape"), "price"));
    assertEquals(List.of("2"), texts(change.at("/candles/BTC-USD"), "volume"));
    assertFalse(change.has("status"));
    assertFalse(change.has("pipeline"));
    assertEquals(board.version(), board.since(seen).version());
  }

  @Test
  void showsAsManyInstrumentsAsItHasRoomForAndSaysIfThereAreMore() throws Exception {
    for (int i = 0; i <= Instruments.MOST; i++) {
      Sample.trade(silver, "P" + i, "1", NOON, i);
    }
    board.rows(silver, 0, Instruments.MOST);
    assertFalse(everything().get("more").asBoolean());

    board.rows(silver, Instruments.MOST, Instruments.MOST + 1);
    assertTrue(everything().get("more").asBoolean());
    assertEquals(Instruments.MOST, everything().get("last").size());
  }

  @Test
  void showsTheStatus() throws Exception {
    board.status(Sample.status(2_001, 14));

    JsonNode status = everything().get("status");
    assertEquals(2_001, status.get("eventsPerSecond").asInt());
    assertEquals(14, status.get("lagRecords").asInt());
    assertEquals(420, status.get("freshnessMillis").asInt());
    assertEquals(127_310, status.at("/rows/sample_silver").asInt());
    assertEquals(1, status.at("/gaps/open").asInt());
    assertEquals("quiet", status.at("/products/1/state").asText());
    assertEquals("away", status.at("/copies/0/text").asText());
  }

  @Test
  void showsTheNewestErrorsOnly() throws Exception {
    Status status = Sample.status(1, 0);
    List<String> errors = IntStream.range(0, 25).mapToObj(Integer::toString).toList();
    board.status(
        new Status(
            Status.State.FAILED,
            status.feed(),
            status.products(),
            status.eventsPerSecond(),
            status.lagRecords(),
            OptionalLong.empty(),
            status.rowsPerTable(),
            status.gaps(),
            status.copies(),
            status.quarantined(),
            status.startedAt(),
            status.dataFolder(),
            errors));

    JsonNode shown = everything().get("status");
    assertEquals(10, shown.get("errors").size());
    assertEquals("24", shown.at("/errors/9").asText());
    assertFalse(shown.has("freshnessMillis"));
  }

  @Test
  void showsOnlyTheStatusOfAPipelineWithoutCandles() throws Exception {
    LiveBoard plain = new LiveBoard(Sample.pipelineWithoutCandles());
    Sample.trade(silver, "BTC-USD", "1", NOON, 1);
    plain.rows(silver, 0, 1);
    plain.status(Sample.status(1, 0));

    JsonNode shown = new ObjectMapper().readTree(plain.since(LiveBoard.BEGINNING).json());
    assertEquals(Optional.empty(), plain.candleTable());
    assertEquals(0, shown.get("tape").size());
    assertTrue(shown.has("status"));
  }

  @Test
  void wakesWhoWaitsForAChange() throws Exception {
    long seen = board.version();
    CompletableFuture<Void> woken =
        CompletableFuture.runAsync(
            () -> {
              try {
                board.awaitChange(seen);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    Sample.trade(silver, "BTC-USD", "1", NOON, 1);
    board.rows(silver, 0, 1);

    woken.get(10, TimeUnit.SECONDS);
    assertTrue(board.version() > seen);
  }
}
