package tributary.feeds.simulator.coinbaseexchange;

import static tributary.feeds.simulator.source.FrameBuffer.ascii;
import static tributary.feeds.simulator.source.Instrument.SIZE_DECIMALS;

import tributary.feeds.simulator.source.FrameBuffer;
import tributary.feeds.simulator.source.Instrument;
import tributary.feeds.simulator.source.WireTime;

/**
 * Writes the ticker of a trade.
 *
 * <pre>
 * {"type":"ticker","sequence":136967652357,"product_id":"BTC-USD","price":"84140.83",...}
 * </pre>
 */
final class Ticker {
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

  private Ticker() {}

  static void write(Instrument of, long micros, WireTime time, FrameBuffer to) {
    int decimals = of.decimals();
    to.clear();
    to.add(SEQUENCE).add(of.sequence()).add(PRODUCT).add(of.productBytes());
    to.add(PRICE).trimmed(of.priceTicks(), decimals).add(OPEN).trimmed(of.openTicks(), decimals);
    to.add(VOLUME).decimal(of.volume(), SIZE_DECIMALS);
    to.add(LOW).trimmed(of.lowTicks(), decimals).add(HIGH).trimmed(of.highTicks(), decimals);
    to.add(MONTH).decimal(of.volumeOfMonth(), SIZE_DECIMALS);
    to.add(BID).decimal(of.bidTicks(), decimals);
    to.add(BID_SIZE).decimal(of.bidSize(), SIZE_DECIMALS);
    to.add(ASK).decimal(of.askTicks(), decimals);
    to.add(ASK_SIZE).decimal(of.askSize(), SIZE_DECIMALS);
    to.add(of.bought() ? BUY : SELL);
    time.write(to, micros);
    to.add(TRADE).add(of.tradeId()).add(LAST_SIZE).decimal(of.lastSize(), SIZE_DECIMALS).add(END);
  }
}
