package tributary.app.run;

import java.nio.file.Path;
import java.time.InstantSource;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;

/** Where the frames of a run come from. */
public sealed interface Origin {

  /** The venue itself. */
  record Exchange() implements Origin {}

  /** A recording, played through the simulator's socket. */
  record Replay(Path file, Pace pace) implements Origin {}

  /**
   * A generated market, played through the simulator's socket.
   *
   * @param ratePerSecond trades per second of the market's own time, over all products
   * @param start asked once, when the first client comes, for the market's time at its beginning
   * @param frames how many trades
   */
  record Market(
      long seed, double ratePerSecond, InstantSource start, long frames, Pace pace, Script script)
      implements Origin {}

  /** Nobody: what the topic holds is taken in. */
  record TopicOnly() implements Origin {}
}
