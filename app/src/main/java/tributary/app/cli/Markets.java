package tributary.app.cli;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tributary.app.run.Clocks;
import tributary.app.run.Origin;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;

/** Generated markets: one of today, or the same one again. */
final class Markets {
  private static final Instant FIXED_START = Instant.parse("2026-01-01T00:00:00Z");

  private Markets() {}

  /**
   * @param seed null for a market that begins now and is like no other
   */
  static Origin market(
      Clocks clocks, @Nullable Long seed, double rate, long frames, Pace pace, Script script) {
    InstantSource start = seed == null ? clocks.wall() : InstantSource.fixed(FIXED_START);
    long chosen = seed == null ? clocks.random().nextLong(1_000_000_000L) : seed;
    return new Origin.Market(chosen, rate, start, frames, pace, script);
  }
}
