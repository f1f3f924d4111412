package tributary.feeds.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {

  @Test
  void readsEveryRule() {
    assertEquals(
        List.of(
            new Rule.Duplicate(10_000),
            new Rule.Reorder(5_000),
            new Rule.Delay(200_000, 1_000),
            new Rule.Drop(1_000),
            new Rule.Malformed(2_000),
            new Rule.NotUtf8(3_000),
            new Rule.Fragment(1_000_000),
            new Rule.Huge(2 << 20, 100),
            new Rule.Missing("price", 1),
            new Rule.At(new Move.FallSilent(), 5_000),
            new Rule.At(new Move.Cut(), 8_000),
            new Rule.DisconnectEvery(10_000),
            new Rule.Gap(30, 100),
            new Rule.At(new Move.SkipNumber(), 7),
            new Rule.At(new Move.Silence("BTC/USD"), 8),
            new Rule.At(new Move.ShutDown(), 9),
            new Rule.At(new Move.CutAndIgnore(), 10),
            new Rule.At(new Move.CutAndThrottle(new Throttling(3, 0)), 11),
            new Rule.Throttle(new Throttling(2, 0)),
            new Rule.Throttle(new Throttling(2, 60_000_000)),
            new Rule.At(new Move.CutAndThrottle(new Throttling(1, 9_000_000)), 12),
            new Rule.Refuse("YFI-USD"),
            new Rule.Impatient(2_000_000)),
        Script.parse(
                "duplicate 1%, reorder 0.5%, delay 200ms 0.1%, drop 0.1%, malformed 0.2%,"
                    + " not-utf8 0.3%, fragment 100%, huge 2MiB 0.01%, missing price 0.0001%, half-open at 5000,"
                    + " disconnect at 8000,  disconnect   every 10000, gap 30 at 100, skip sequence at 7,"
                    + " silence BTC/USD at 8, shutdown at 9, no-resubscribe at 10,"
                    + " throttle 3 at 11, throttle 2, throttle 2 for 1m, throttle 1 for 9s at 12, refuse YFI-USD, impatient 2s")
            .rules());
  }

  @Test
  void anEmptyScriptDoesNothingWrong() {
    assertEquals(List.of(), Script.parse(" ").rules());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "explode 1% | \"explode\" in \"explode 1%\"",
        "drop | nothing in \"drop\" (expected a chance such as 0.5%)",
        "drop 1 | \"1\" in",
        "drop 101% | \"101%\" in",
        "drop 0.00001% | \"0.00001%\" in",
        "delay 200 1% | \"200\" in",
        "delay 200h 1% | \"200h\" in",
        "huge 65MiB 1% | \"68157440B\" in",
        "half-open 5 | \"5\" in",
        "disconnect every 0 | \"0\" in",
        "gap 0 at 1 | \"0\" in",
        "gap 1000001 at 1 | \"1000001\" in",
        "silence BTC\"USD at 1 | \"BTC\"USD\" in",
        "throttle 1 every 5 | \"every\" in",
        "drop 1% now | \"now\" in",
        "drop 1%, | nothing in"
      })
  void namesTheWordThatDoesNotBelong(String script, String told) {
    Exception failure = assertThrows(IllegalArgumentException.class, () -> Script.parse(script));
    assertEquals(
        "Invalid script: " + told,
        String.valueOf(failure.getMessage()).substring(0, 16 + told.length()));
  }
}
