package tributary.feeds.simulator.source;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The trades of a generated market, one after the other: random walks of prices, from which a
 * venue's simulator writes its own frames. Trade ids rise by one per product, sequences by more;
 * about a third of the trades share their microsecond with the one before. For one thread.
 */
public final class TradeWalk {
  private static final long LONGEST_GAP_NANOS = 3_600_000_000_000L;

  private final Trading trading;
  private final SplittableRandom random;
  private final List<Instrument> instruments;
  private final long widestGapNanos;
  private long left;
  private boolean begun;
  private long eventNanos;
  private Instrument last;

  /**
   * A market that has not yet traded.
   *
   * @throws IllegalArgumentException if there is no product
   */
  public TradeWalk(List<String> products, Trading trading) {
    if (products.isEmpty()) {
      throw new IllegalArgumentException("Invalid products: none (name one at least)");
    }
    this.trading = trading;
    this.random = new SplittableRandom(trading.seed());
    this.instruments = products.stream().map(product -> Instrument.of(product, random)).toList();
    // Gaps are even up to here in two of three cases and nothing in the third: their mean is
    // 1/rate.
    this.widestGapNanos = (long) Math.min(3e9 / trading.ratePerSecond(), 3.0 * LONGEST_GAP_NANOS);
    this.left = trading.trades();
    this.last = instruments.get(0);
  }

  /** Makes the next trade; false after the last. */
  public boolean advance() {
    if (left == 0) {
      return false;
    }
    left--;
    begin();
    long draw = random.nextLong();
    if (Math.floorMod(draw, 3L) != 0) {
      eventNanos += random.nextLong(widestGapNanos);
    }
    last = instruments.get((int) Math.floorMod(draw >>> 2, (long) instruments.size()));
    last.trade(random);
    return true;
  }

  private void begin() {
    if (!begun) {
      begun = true;
      Instant first = trading.start().instant();
      eventNanos = first.getEpochSecond() * 1_000_000_000 + first.getNano();
    }
  }

  /** The product of the last trade, as it stands after it. */
  public Instrument last() {
    return last;
  }

  /** When the last trade happened, nanoseconds since the epoch. */
  public long eventNanos() {
    return eventNanos;
  }

  /** When the last trade happened, microseconds since the epoch. */
  public long eventMicros() {
    return eventNanos / 1_000;
  }

  /** The products as they stand. */
  public List<Instrument> instruments() {
    return instruments;
  }
}
