package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every recording, through the simulator, the real feed and the shipped pipeline, with the counts
 * that are known of it.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class VenueReplayTest {
  @RegisterExtension final Scene scene = new Scene();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          coinbase | coinbase_exchange/coinbase_exchange_ticker_BTC-USD_2025-11-12_to_14.ndjson.gz | frames 6,000 = silver 5,996 + quarantine 0 + control 4 + duplicates 0: holds
          coinbase | coinbase_exchange/coinbase_exchange_ticker-matches-level2_10-products_2021-04-17.txt.gz | frames 9,946 = silver 107 + quarantine 0 + control 9,839 + duplicates 0: holds
          coinbase-matches | coinbase_exchange/coinbase_exchange_ticker-matches-level2_10-products_2021-04-17.txt.gz | frames 9,946 = silver 107 + quarantine 0 + control 9,839 + duplicates 0: holds
          coinbase-advanced | coinbase_advanced/coinbase_advanced_ticker_BTC-USD_2026-04-05.ndjson.gz | frames 5,971 = silver 5,970 + quarantine 0 + control 1 + duplicates 0: holds
          binance | binance/binance_spot_trade-bookticker-depth_BTCUSDT_2024-08-08.txt.gz | frames 41,249 = silver 9,757 + quarantine 0 + control 31,492 + duplicates 0: holds
          kraken | kraken/kraken_rest_trades_XBTUSDT_2025-11-10.json | frames 1,000 = silver 1,000 + quarantine 0 + control 0 + duplicates 0: holds
          alpha-vantage | alphavantage/alphavantage_weekly-adjusted_IBM_2022-04-05.json.gz | frames 2 + extra items 1,169 = silver 1,170 + quarantine 0 + control 1 + duplicates 0: holds
          alpha-vantage | alphavantage/alphavantage_weekly-adjusted_IBM_2021-10-29_3rows.json | frames 2 + extra items 2 = silver 3 + quarantine 0 + control 1 + duplicates 0: holds
          alpha-vantage-intraday | alphavantage/alphavantage_intraday-5min_IBM_2021-10-27_3rows.json | frames 2 + extra items 2 = silver 3 + quarantine 0 + control 1 + duplicates 0: holds
          alpha-vantage | alphavantage/alphavantage_weekly-adjusted_IBM_2022-02-11.json.gz | frames 2 + extra items 1,161 = silver 1,162 + quarantine 0 + control 1 + duplicates 0: holds
          """)
  void everyRecordingHasItsCounts(String pipeline, String recording, String sum) throws Exception {
    Path file = Recorded.venueFile(recording);
    Child.Ended run =
        scene.runUntilDone(pipeline, "--replay", file.toString(), "--speed", "max").expect(0);
    assertEquals(sum, run.out().get(run.out().size() - 1));
  }
}
