package tributary.app.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import tributary.feeds.simulator.Pace;
import tributary.feeds.simulator.Script;
import tributary.feeds.simulator.source.Trading;

/** Where the frames of a run come from. */
public sealed interface Origin {

  /** The venue itself. */
  record Exchange() implements Origin {}

  /**
   * A recording, played through the simulator's socket.
   *
   * @throws IllegalArgumentException if there is no such file, or it cannot be read
   */
  record Replay(Path file, Pace pace) implements Origin {
    public Replay {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new IllegalArgumentException(
            "Cannot read recording %s: there is no such file, or it is not yours to read"
                .formatted(file));
      }
    }
  }

  /**
   * A generated market, played through the simulator's socket.
   *
   * @param ratePerSecond trades per second of the market's own time, over all products
   * @param start asked once, when the first client comes, for the market's time at its beginning
   * @param frames how many trades; {@link Long#MAX_VALUE} for no end
   * @throws IllegalArgumentException if no market has that rate, or so many trades
   */
  record Market(
      long seed, double ratePerSecond, InstantSource start, long frames, Pace pace, Script script)
      implements Origin {
    private static final Instant FIXED_START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SEEDS = 1_000_000_000L;

    public Market {
      if (frames < 0) {
        throw new IllegalArgumentException("Invalid frames: %d (0 or more)".formatted(frames));
      }
      // Whoever makes the market knows which rates it can have.
      new Trading(seed, ratePerSecond, start, frames);
    }

    /** How it trades. */
    Trading trading() {
      return new Trading(seed, ratePerSecond, start, frames);
    }

    /** A market that begins now and is like no other. */
    public static Market now(
        Clocks clocks, double ratePerSecond, long frames, Pace pace, Script script) {
      long seed = clocks.random().nextLong(SEEDS);
      return new Market(seed, ratePerSecond, clocks.wall(), frames, pace, script);
    }

    /** The market that the seed always makes, from the beginning of 2026 on. */
    public static Market again(
        long seed, double ratePerSecond, long frames, Pace pace, Script script) {
      InstantSource start = InstantSource.fixed(FIXED_START);
      return new Market(seed, ratePerSecond, start, frames, pace, script);
    }
  }

  /** Nobody: what the topic holds is taken in. */
  record TopicOnly() implements Origin {}
}
