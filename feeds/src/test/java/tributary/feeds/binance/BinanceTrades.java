package tributary.feeds.binance;

import java.util.List;
import tributary.core.spec.Feed;
import tributary.feeds.venue.RestBackfill;

/** Opens the package's back-fill to tests of other packages. */
public final class BinanceTrades {
  private BinanceTrades() {}

  /** The back-fill of a pipeline that takes trades. */
  public static RestBackfill backfill() {
    return Backfill.of(new Feed("binance", List.of("BTCUSDT"), List.of("trade"))).orElseThrow();
  }
}
