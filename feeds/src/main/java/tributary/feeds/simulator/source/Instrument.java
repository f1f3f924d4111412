package tributary.feeds.simulator.source;

import static tributary.feeds.simulator.source.FrameBuffer.ascii;

import java.util.SplittableRandom;

/**
 * One product of a generated market: a price that wanders, and its last trade. Prices are whole
 * numbers of the smallest step, with {@link #decimals} decimals; sizes and volumes have {@link
 * #SIZE_DECIMALS}. Mutable, because millions of trades are made from it. For one thread.
 */
public final class Instrument {
  /** Decimals of sizes and volumes. */
  public static final int SIZE_DECIMALS = 8;

  private final String product;
  private final byte[] productBytes;
  private final int decimals;
  private final long openTicks;
  private final long stepTicks;
  private long priceTicks;
  private long lowTicks;
  private long highTicks;
  private long volume;
  private final long volumeBefore;
  private long sequence;
  private long tradeId;
  private long lastSize;
  private long bidSize;
  private long askSize;
  private boolean bought;

  private Instrument(String product, int decimals, long startTicks, SplittableRandom random) {
    this.product = product;
    this.productBytes = ascii(product);
    this.decimals = decimals;
    this.openTicks = startTicks;
    this.stepTicks = Math.max(1, startTicks / 20_000);
    this.priceTicks = startTicks;
    this.lowTicks = startTicks;
    this.highTicks = startTicks;
    this.volume = random.nextLong(100_000_000_000L, 1_000_000_000_000L);
    this.volumeBefore = 30 * volume;
    this.sequence = random.nextLong(1_000_000_000L, 100_000_000_000L);
    this.tradeId = random.nextLong(1_000_000L, 1_000_000_000L);
  }

  /** An instrument with a believable price: that of a well-known product, or one to guess. */
  static Instrument of(String product, SplittableRandom random) {
    return switch (product) {
      case "BTC-USD", "BTC/USD", "BTCUSDT", "btcusd" ->
          new Instrument(product, 2, 10_347_228, random);
      case "ETH-USD", "ETH/USD", "ETHUSDT", "ethusd" -> new Instrument(product, 2, 352_941, random);
      case "ADA-USD", "ADA/USD", "ADAUSDT", "adausd" -> new Instrument(product, 4, 7_902, random);
      default -> new Instrument(product, 2, random.nextLong(1_000, 50_000), random);
    };
  }

  /** Makes one more trade. */
  void trade(SplittableRandom random) {
    lastSize = 1 + (random.nextLong() >>> 41);
    long draw = random.nextLong();
    long moved = priceTicks + Math.floorMod(draw, 2 * stepTicks + 1) - stepTicks;
    priceTicks = moved * 10 < openTicks ? openTicks : moved;
    lowTicks = Math.min(lowTicks, priceTicks);
    highTicks = Math.max(highTicks, priceTicks);
    volume += lastSize;
    sequence += 2 + (draw >>> 58);
    tradeId++;
    bought = (draw & 1) == 0;
    bidSize = draw >>> 35;
    askSize = random.nextLong() >>> 35;
  }

  /** Its name, as the venue writes it. */
  public String product() {
    return product;
  }

  /** Its name in ASCII; not to be changed. */
  public byte[] productBytes() {
    return productBytes;
  }

  /** Decimals of its prices. */
  public int decimals() {
    return decimals;
  }

  /** The number of the last trade among everything that its order book saw. */
  public long sequence() {
    return sequence;
  }

  /** The last trade's id. */
  public long tradeId() {
    return tradeId;
  }

  /** The last trade's price. */
  public long priceTicks() {
    return priceTicks;
  }

  /** The last trade's size. */
  public long lastSize() {
    return lastSize;
  }

  /** Whether the last trade's taker bought. */
  public boolean bought() {
    return bought;
  }

  /** The price a day ago. */
  public long openTicks() {
    return openTicks;
  }

  /** The lowest price of the day. */
  public long lowTicks() {
    return lowTicks;
  }

  /** The highest price of the day. */
  public long highTicks() {
    return highTicks;
  }

  /** What was traded in a day. */
  public long volume() {
    return volume;
  }

  /** What was traded in thirty days. */
  public long volumeOfMonth() {
    return volumeBefore + volume;
  }

  /** The best price that somebody would pay. */
  public long bidTicks() {
    return bought ? priceTicks - 1 : priceTicks;
  }

  /** How much of it. */
  public long bidSize() {
    return bidSize;
  }

  /** The best price that somebody would take. */
  public long askTicks() {
    return bought ? priceTicks : priceTicks + 1;
  }

  /** How much for it. */
  public long askSize() {
    return askSize;
  }
}
