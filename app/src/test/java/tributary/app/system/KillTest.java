package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Kills the program at random moments while it carries a generated market, starts it again until it
 * is done, and holds every table against the topic and the topic against the market.
 *
 * <p>{@code tributary.kills}, {@code .frames} and {@code .seed} make it longer or repeat it; {@code
 * ./system-test} sets them.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("tributary.kills", 3);
  private static final long TRADES = Long.getLong("tributary.frames", 30_000);
  private static final long SEED = Long.getLong("tributary.seed", System.nanoTime() % 1_000_000);

  /** Market time long enough for windows to be sealed and keys to be forgotten many times. */
  private static final long MARKET_SECONDS = 3_600;

  private static final Duration START_UP = Duration.ofSeconds(2);

  /** How long the market is made to take, so that kills hit every phase of a run. */
  private static final Duration ACTIVE = Duration.ofMillis(3_000 + TRADES / 40);

  @RegisterExtension final Scene scene = new Scene();

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void losesAndDoublesNothingWhenKilled() throws Exception {
    Market market = new Market(SEED, TRADES, (int) Math.max(1, TRADES / MARKET_SECONDS));
    Path pipeline = Pipelines.changed(scene.folder(), "every: 1s", "every: 100ms");
    SplittableRandom random = new SplittableRandom(SEED);
    say("seed %d, %,d trades, %d kills".formatted(SEED, TRADES, KILLS));

    int starts = 0;
    for (int kills = 0; kills < KILLS; kills++) {
      starts++;
      kill(scene.startRun(pipeline.toString(), slow(market)), random, kills + 1);
    }
    Child.Ended last = scene.runUntilDone(pipeline.toString(), fast(market)).expect(0);
    say("%d kills, %d starts".formatted(KILLS, starts + 1));

    Report report =
        Exactness.check(scene.data(), Pipelines.coinbase(), new TickerJudge(Pipelines.coinbase()))
            .expectNone();
    Heard heard = market.listen();
    assertEquals(market.made(), report.trades(), "what came damaged was fetched again");
    assertEquals(heard.digests(), report.digests());
    assertTrue(last.text().contains(report.sums()), last::toString);
    Child.Ended ledger = scene.run("ledger", "--data", scene.data().toString()).expect(0);
    assertTrue(ledger.text().contains(report.sums()), ledger::toString);
    say(report.sums());
    say("%,d different frames, %,d trades".formatted(report.digests().size(), report.silver()));
  }

  private static void kill(Child run, SplittableRandom random, int number) throws Exception {
    long delay = random.nextLong(START_UP.plus(ACTIVE).toNanos());
    if (run.endsWithin(delay)) {
      run.await().expect(0);
      say("kill %d came too late: the run had ended by itself".formatted(number));
      return;
    }
    run.kill();
    say("kill %d after %d ms".formatted(number, TimeUnit.NANOSECONDS.toMillis(delay)));
  }

  private static String[] slow(Market market) {
    List<String> arguments = new ArrayList<>(market.arguments());
    arguments.addAll(List.of("--speed", market.speed(ACTIVE), "--exit-when-done"));
    return arguments.toArray(String[]::new);
  }

  private static String[] fast(Market market) {
    List<String> arguments = new ArrayList<>(market.arguments());
    arguments.addAll(List.of("--speed", "max"));
    return arguments.toArray(String[]::new);
  }

  private static void say(String text) {
    System.out.println("KillTest: " + text);
  }
}
