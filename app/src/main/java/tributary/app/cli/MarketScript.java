package tributary.app.cli;

import org.jspecify.annotations.Nullable;
import tributary.app.run.ReportFaults;
import tributary.core.spec.Feed;
import tributary.core.spec.Pipeline;
import tributary.feeds.simulator.Script;
import tributary.feeds.simulator.http.HttpScript;
import tributary.feeds.venue.PolledVenue;
import tributary.feeds.venues.Venues;

/** How a generated market misbehaves: over a socket, over HTTP, or in the place of a venue. */
final class MarketScript {
  /** The pipeline without a venue that has a generator in the place of whoever fills its topic. */
  private static final String GENERATED = "weather";

  private MarketScript() {}

  /** Whether a generator without a venue fills the pipeline's topic. */
  static boolean isGenerated(Pipeline pipeline) {
    return pipeline.feed() == null && pipeline.name().equals(GENERATED);
  }

  /** Whether its venue is asked, reply by reply. */
  static boolean isPolled(@Nullable Feed feed) {
    return feed != null && Venues.named(feed.venue()) instanceof PolledVenue;
  }

  /**
   * The script, if it is one for that kind of market.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String checked(String script, @Nullable Feed feed) {
    if (feed == null) {
      ReportFaults.check(script);
    } else if (isPolled(feed)) {
      HttpScript.parse(script);
    } else {
      Script.parse(script);
    }
    return script;
  }
}
