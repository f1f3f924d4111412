package tributary.feeds.simulator.source;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A market made from a seed: a random walk of prices, one ticker frame per trade, in the venue's
 * own key order and number forms. The same arguments make the same frames, byte by byte, for ever.
 *
 * <p>Trade ids rise by one per product, sequences by more; about a third of the trades share their
 * microsecond with the one before.
 */
public final class GeneratedMarket implements FrameSource {
  /** Each frame is received this long after its event. */
  static final long TRAVEL_MICROS = 5_000;

  private static final long LONGEST_GAP_NANOS = 3_600_000_000_000L;

  private final SplittableRandom random;
  private final List<Instrument> instruments;
  private final FrameBuffer frame = new FrameBuffer();
  private final WireTime time = new WireTime();
  private final long widestGapNanos;
  private long left;
  private final InstantSource start;
  private boolean begun;
  private long eventNanos;
  private Instrument last;

  /**
   * A market that has not yet traded.
   *
   * @param ratePerSecond trades per second of the market's own time, over all products
   * @param start the market's time at its beginning, asked once, for the first frame: a fixed one
   *     makes the same frames each time, that of the wall a market that trades now
   * @param frames how many trades it makes; {@link Long#MAX_VALUE} for no end
   * @throws IllegalArgumentException if there is no product, or the rate is not between one per
   *     hour and a million per second
   */
  public GeneratedMarket(
      long seed, List<String> products, double ratePerSecond, InstantSource start, long frames) {
    if (products.isEmpty()) {
      throw new IllegalArgumentException("Invalid products: none (name one at least)");
    }
    if (!(ratePerSecond >= 1 / 3600.0 && ratePerSecond <= 1_000_000)) {
      throw new IllegalArgumentException(
          "Invalid rate: " + ratePerSecond + " (from one per hour to 1000000 per second)");
    }
    this.random = new SplittableRandom(seed);
    this.instruments = products.stream().map(product -> Instrument.of(product, random)).toList();
    // Gaps are even up to here in two of three cases and nothing in the third: their mean is
    // 1/rate.
    this.widestGapNanos = (long) Math.min(3e9 / ratePerSecond, 3.0 * LONGEST_GAP_NANOS);
    this.left = frames;
    this.start = start;
    this.last = instruments.get(0);
  }

  /** The same market with a heartbeat for each product at each whole second of its time. */
  public FrameSource withHeartbeats() {
    return new Heartbeats(this);
  }

  @Override
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
    last.trade(random, eventMicros(), time, frame);
    return true;
  }

  private void begin() {
    if (!begun) {
      begun = true;
      Instant first = start.instant();
      eventNanos = first.getEpochSecond() * 1_000_000_000 + first.getNano();
    }
  }

  @Override
  public byte[] array() {
    return frame.array();
  }

  @Override
  public int length() {
    return frame.length();
  }

  /** When the trade happened, microseconds since the epoch. */
  public long eventMicros() {
    return eventNanos / 1_000;
  }

  @Override
  public long receivedMicros() {
    return eventMicros() + TRAVEL_MICROS;
  }

  /** The product of the frame. */
  public String product() {
    return last.product();
  }

  @Override
  public Optional<List<String>> products() {
    return Optional.of(instruments.stream().map(Instrument::product).toList());
  }

  /** The products as they stand. */
  List<Instrument> instruments() {
    return instruments;
  }

  @Override
  public void close() {}
}
