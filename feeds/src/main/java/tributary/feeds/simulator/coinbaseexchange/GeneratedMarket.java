package tributary.feeds.simulator.coinbaseexchange;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tributary.feeds.simulator.source.FrameBuffer;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.simulator.source.Instrument;
import tributary.feeds.simulator.source.TradeWalk;
import tributary.feeds.simulator.source.Trading;
import tributary.feeds.simulator.source.WireTime;

/**
 * A market made from a seed: one ticker frame per trade, in the venue's own key order and number
 * forms. The same arguments make the same frames, byte by byte, for ever.
 */
public final class GeneratedMarket implements FrameSource {
  /** Each frame is received this long after its event. */
  static final long TRAVEL_MICROS = 5_000;

  private final TradeWalk walk;
  private final FrameBuffer frame = new FrameBuffer();
  private final WireTime time = new WireTime();

  /**
   * A market that has not yet traded.
   *
   * @param ratePerSecond trades per second of the market's own time, over all products
   * @param start the market's time at its beginning, asked once, for the first frame
   * @param frames how many trades it makes; {@link Long#MAX_VALUE} for no end
   * @throws IllegalArgumentException if there is no product, or the rate is not between one per
   *     hour and a million per second
   */
  public GeneratedMarket(
      long seed, List<String> products, double ratePerSecond, InstantSource start, long frames) {
    this(products, new Trading(seed, ratePerSecond, start, frames));
  }

  /**
   * A market that has not yet traded.
   *
   * @throws IllegalArgumentException if there is no product
   */
  public GeneratedMarket(List<String> products, Trading trading) {
    this.walk = new TradeWalk(products, trading);
  }

  /** The same market with a heartbeat for each product at each whole second of its time. */
  public FrameSource withHeartbeats() {
    return new Heartbeats(this);
  }

  @Override
  public boolean advance() {
    if (!walk.advance()) {
      return false;
    }
    Ticker.write(walk.last(), walk.eventMicros(), time, frame);
    return true;
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
    return walk.eventMicros();
  }

  @Override
  public long receivedMicros() {
    return eventMicros() + TRAVEL_MICROS;
  }

  /** The product of the frame. */
  public String product() {
    return walk.last().product();
  }

  @Override
  public Optional<List<String>> products() {
    return Optional.of(instruments().stream().map(Instrument::product).toList());
  }

  /** The products as they stand. */
  List<Instrument> instruments() {
    return walk.instruments();
  }

  @Override
  public void close() {}
}
