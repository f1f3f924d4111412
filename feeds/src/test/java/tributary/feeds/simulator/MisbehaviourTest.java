package tributary.feeds.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tributary.feeds.simulator.FrameFacts.Kind;
import tributary.feeds.simulator.coinbaseexchange.CoinbaseExchangeDialect;
import tributary.feeds.simulator.coinbaseexchange.GeneratedMarket;
import tributary.feeds.simulator.source.FrameSource;

class MisbehaviourTest {
  private static final int FRAMES = 2_000;
  private static final Dialect DIALECT = new CoinbaseExchangeDialect();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void withoutAScriptEveryFrameIsSentAsItIs() {
    List<Move> moves = play("", 1);
    FrameSource same = source();
    for (Move move : moves) {
      assertTrue(same.advance());
      assertEquals(
          new String(same.array(), 0, same.length(), UTF_8),
          new String(((Move.Send) move).frame().bytes(), UTF_8));
    }
  }

  @Test
  void theSeedAloneDecides() {
    String script = "drop 5%, duplicate 5%, reorder 5%, malformed 5%, missing price 5%";
    assertEquals(texts(play(script, 1)), texts(play(script, 1)));
    assertTrue(!texts(play(script, 1)).equals(texts(play(script, 2))));
  }

  @Test
  void droppedFramesAreMissingAndCounted() {
    TruthCounter truth = new TruthCounter();
    List<Move> moves = play("drop 10%", 1, truth);
    assertEquals(FRAMES, moves.size());
    long lost = moves.stream().filter(Move.Lose.class::isInstance).count();
    assertEquals(lost, truth.truth().dropped());
    assertTrue(Math.abs(truth.truth().dropped() - FRAMES / 10) < 60);
  }

  @Test
  void duplicatesComeSoonAgain() {
    List<String> texts = texts(play("duplicate 10%", 1));
    assertEquals(FRAMES, new HashSet<>(texts).size());
    int repeated = 0;
    for (int i = 0; i < texts.size(); i++) {
      int first = texts.indexOf(texts.get(i));
      if (first < i) {
        repeated++;
        assertTrue(i - first <= 70, "after " + (i - first));
      }
    }
    assertEquals(texts.size() - FRAMES, repeated);
    assertTrue(repeated > 100);
  }

  @Test
  void reorderedFramesChangePlacesAndNoneIsLost() {
    List<String> plain = texts(play("", 1));
    List<String> mixed = texts(play("reorder 10%", 1));
    assertEquals(new HashSet<>(plain), new HashSet<>(mixed));
    assertEquals(plain.size(), mixed.size());
    assertTrue(!plain.equals(mixed));
  }

  @Test
  void delayedFramesComeThatMuchLaterAndTimeDoesNotGoBack() {
    List<Move> moves = play("delay 200ms 10%", 1);
    assertEquals(FRAMES, new HashSet<>(texts(moves)).size());
    long before = 0;
    for (Move move : moves.subList(0, FRAMES / 2)) {
      long received = ((Move.Send) move).frame().receivedMicros();
      assertTrue(received >= before);
      before = received;
    }
    assertTrue(!texts(moves).equals(texts(play("", 1))));
  }

  @Test
  void damagedFramesAreWhatTheirNamesSay() {
    assertKinds("malformed 100%", Kind.MALFORMED);
    assertKinds("not-utf8 100%", Kind.MALFORMED);
    assertKinds("missing price 100%", Kind.INCOMPLETE);
    assertKinds("missing trade 100%", Kind.INCOMPLETE);
    assertKinds("missing side 100%", Kind.DATA);
    assertKinds("fragment 100%", Kind.DATA);
    List<Move> huge = play("huge 10KiB 100%", 1);
    assertEquals(2 * FRAMES, huge.size());
    assertEquals(10 << 10, ((Move.Send) huge.get(0)).frame().bytes().length);
    assertEquals(Kind.OTHER, ((Move.Send) huge.get(0)).frame().facts().kind());
  }

  @Test
  void aTickerWithoutATradeLooksLikeTheVenuesOwn() {
    String ticker = texts(play("missing trade 100%", 1)).get(0);
    assertTrue(
        ticker.matches(
            "\\{\"type\":\"ticker\",\"product_id\":\"...-USD\",\"price\":.*\"best_ask_size\":\"[0-9.]+\"}"),
        ticker);
  }

  @Test
  void cutsAndSilencesComeWhereTheyAreWritten() {
    List<Move> moves = play("disconnect every 500, half-open at 700, disconnect at 701", 1);
    List<String> cuts = new ArrayList<>();
    int sent = 0;
    for (Move move : moves) {
      if (move instanceof Move.Send) {
        sent++;
      } else {
        cuts.add(move.getClass().getSimpleName() + " " + sent);
      }
    }
    assertEquals(
        List.of("Cut 500", "FallSilent 700", "Cut 701", "Cut 1000", "Cut 1500", "Cut 2000"), cuts);
  }

  @Test
  void aGapLosesFramesInARow() {
    List<Move> moves = play("gap 30 at 100", 1);
    for (int i = 0; i < FRAMES; i++) {
      assertEquals(i >= 99 && i < 129, moves.get(i) instanceof Move.Lose, "frame " + (i + 1));
    }
  }

  private static void assertKinds(String script, Kind expected) {
    List<Move> moves = play(script, 1);
    assertEquals(FRAMES, moves.size());
    for (Move move : moves) {
      assertEquals(expected, ((Move.Send) move).frame().facts().kind());
    }
  }

  private static List<String> texts(List<Move> moves) {
    return moves.stream()
        .filter(Move.Send.class::isInstance)
        .map(move -> new String(((Move.Send) move).frame().bytes(), UTF_8))
        .toList();
  }

  private static List<Move> play(String script, long seed) {
    return play(script, seed, new TruthCounter());
  }

  private static List<Move> play(String script, long seed, TruthCounter truth) {
    Misbehaviour misbehaviour =
        new Misbehaviour(source(), DIALECT, Script.parse(script), seed, truth);
    List<Move> moves = new ArrayList<>();
    for (Optional<Move> move = misbehaviour.next(); move.isPresent(); move = misbehaviour.next()) {
      moves.add(move.get());
    }
    return moves;
  }

  private static FrameSource source() {
    return new GeneratedMarket(
        3, List.of("BTC-USD", "ETH-USD"), 500, InstantSource.fixed(START), FRAMES);
  }
}
