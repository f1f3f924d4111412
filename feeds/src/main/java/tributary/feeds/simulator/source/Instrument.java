package tributary.feeds.simulator.source;

import static tributary.feeds.simulator.source.FrameBuffer.ascii;

import java.util.SplittableRandom;

/**
 * One product of a generated market: a price that wanders, and the ticker of its last trade.
 * Mutable, because millions of trades are made from it.
 */
final class Instrument {
  private static final int SIZE_DECIMALS = 8;
  private static final byte[] SEQUENCE = ascii("{\"type\":\"ticker\",\"sequence\":");
  private static final byte[] PRODUCT = ascii(",\"product_id\":\"");
  private static final byte[] PRICE = ascii("\",\"price\":\"");
  private static final byte[] OPEN = ascii("\",\"open_24h\":\"");
  private static final byte[] VOLUME = ascii("\",\"volume_24h\":\"");
  private static final byte[] LOW = ascii("\",\"low_24h\":\"");
  private static final byte[] HIGH = ascii("\",\"high_24h\":\"");
  private static final byte[] MONTH = ascii("\",\"volume_30d\":\"");
  private static final byte[] BID = ascii("\",\"best_bid\":\"");
  private static final byte[] BID_SIZE = ascii("\",\"best_bid_size\":\"");
  private static final byte[] ASK = ascii("\",\"best_ask\":\"");
  private static final byte[] ASK_SIZE = ascii("\",\"best_ask_size\":\"");
  private static final byte[] BUY = ascii("\",\"side\":\"buy\",\"time\":\"");
  private static final byte[] SELL = ascii("\",\"side\":\"sell\",\"time\":\"");
  private static final byte[] TRADE = ascii("\",\"trade_id\":");
  private static final byte[] LAST_SIZE = ascii(",\"last_size\":\"");
  private static final byte[] END = ascii("\"}");

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
      case "BTC-USD" -> new Instrument(product, 2, 10_347_228, random);
      case "ETH-USD" -> new Instrument(product, 2, 352_941, random);
      case "ADA-USD" -> new Instrument(product, 4, 7_902, random);
      default -> new Instrument(product, 2, random.nextLong(1_000, 50_000), random);
    };
  }

  String product() {
    return product;
  }

  byte[] productBytes() {
    return productBytes;
  }

  long sequence() {
    return sequence;
  }

  long tradeId() {
    return tradeId;
  }

  /** Makes one more trade and writes its ticker. */
  void trade(SplittableRandom random, long micros, WireTime time, FrameBuffer to) {
    long lastSize = 1 + (random.nextLong() >>> 41);
    long draw = random.nextLong();
    long moved = priceTicks + Math.floorMod(draw, 2 * stepTicks + 1) - stepTicks;
    priceTicks = moved * 10 < openTicks ? openTicks : moved;
    lowTicks = Math.min(lowTicks, priceTicks);
    highTicks = Math.max(highTicks, priceTicks);
    volume += lastSize;
    sequence += 2 + (draw >>> 58);
    tradeId++;
    boolean buy = (draw & 1) == 0;
    to.clear();
    to.add(SEQUENCE).add(sequence).add(PRODUCT).add(productBytes);
    to.add(PRICE).trimmed(priceTicks, decimals).add(OPEN).trimmed(openTicks, decimals);
    to.add(VOLUME).decimal(volume, SIZE_DECIMALS);
    to.add(LOW).trimmed(lowTicks, decimals).add(HIGH).trimmed(highTicks, decimals);
    to.add(MONTH).decimal(volumeBefore + volume, SIZE_DECIMALS);
    to.add(BID).decimal(buy ? priceTicks - 1 : priceTicks, decimals);
    to.add(BID_SIZE).decimal(draw >>> 35, SIZE_DECIMALS);
    to.add(ASK).decimal(buy ? priceTicks : priceTicks + 1, decimals);
    to.add(ASK_SIZE).decimal(random.nextLong() >>> 35, SIZE_DECIMALS);
    to.add(buy ? BUY : SELL);
    time.write(to, micros);
    to.add(TRADE).add(tradeId).add(LAST_SIZE).decimal(lastSize, SIZE_DECIMALS).add(END);
  }
}
