package tributary.feeds.kraken;

import java.util.List;
import tributary.core.spec.Feed;
import tributary.feeds.venue.RestBackfill;

/** Opens the package's back-fill to tests of other packages. */
public final class KrakenTrades {
  private KrakenTrades() {}

  /** The back-fill of a pipeline that takes trades. */
  public static RestBackfill backfill() {
    return Backfill.of(new Feed("kraken", List.of("BTC/USDT"), List.of("trade"))).orElseThrow();
  }
}
