package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings of the other venues, each by its shipped pipeline, with the sums that they have. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class VenueReplayTest {
  @RegisterExtension final Scene scene = new Scene();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          binance | binance/binance_spot_trade-bookticker-depth_BTCUSDT_2024-08-08.txt.gz | frames 41,249 = silver 9,757 + quarantine 0 + control 31,492 + duplicates 0: holds
          kraken  | kraken/kraken_rest_trades_XBTUSDT_2025-11-10.json | frames 1,000 = silver 1,000 + quarantine 0 + control 0 + duplicates 0: holds
          """)
  void everyTradeBecomesARow(String pipeline, String recording, String sum) throws Exception {
    Path file = Recorded.venueFile(recording);
    Child.Ended run =
        scene.runUntilDone(pipeline, "--replay", file.toString(), "--speed", "max").expect(0);
    assertEquals(sum, run.out().get(run.out().size() - 1));
  }
}
