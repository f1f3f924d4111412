package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A generated market of a venue whose ids tell of no gap, by its shipped pipeline. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class VenueMarketTest {
  private static final String GAPS =
      "SELECT product, state FROM bitstamp_gaps WHERE how LIKE 'disconnected%' ORDER BY ALL";

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void everyTradeOfBitstampBecomesARow() throws Exception {
    Child.Ended run = play("");
    assertEquals(
        "frames 2,003 = silver 2,000 + quarantine 0 + control 3 + duplicates 0: holds",
        run.out().get(run.out().size() - 1));
  }

  @Test
  void aDisconnectOfBitstampIsAGapOfEachProduct() throws Exception {
    Child.Ended run = play("disconnect at 500");
    String sum = run.out().get(run.out().size() - 1);
    assertTrue(sum.contains("= silver 2,000 + quarantine 0 + "), sum);
    List<String> gaps =
        scene
            .run("sql", GAPS, "--data", scene.data().toString(), "--format", "csv")
            .expect(0)
            .out();
    assertEquals(
        List.of(
            "product,state", "adausd,unrepairable", "btcusd,unrepairable", "ethusd,unrepairable"),
        gaps);
  }

  private Child.Ended play(String script) throws Exception {
    return scene
        .runUntilDone(
            "bitstamp",
            "--simulate",
            "--seed",
            "7",
            "--frames",
            "2000",
            "--speed",
            "max",
            "--script",
            script)
        .expect(0);
  }
}
