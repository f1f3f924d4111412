package tributary.feeds.simulator.kraken;

import static tributary.feeds.simulator.source.FrameBuffer.ascii;
import static tributary.feeds.simulator.source.Instrument.SIZE_DECIMALS;

import tributary.feeds.simulator.source.FrameBuffer;
import tributary.feeds.simulator.source.Instrument;
import tributary.feeds.simulator.source.WireTime;

/**
 * Writes the updates of a generated market, in the venue's key order and with JSON numbers that
 * keep their trailing zeros.
 */
final class Updates {
  private static final byte[] TRADES =
      ascii("{\"channel\":\"trade\",\"type\":\"update\",\"data\":[");
  private static final byte[] TICKER =
      ascii("{\"channel\":\"ticker\",\"type\":\"update\",\"data\":[");
  private static final byte[] SYMBOL = ascii("{\"symbol\":\"");
  private static final byte[] BUY = ascii("\",\"side\":\"buy\",\"price\":");
  private static final byte[] SELL = ascii("\",\"side\":\"sell\",\"price\":");
  private static final byte[] QUANTITY = ascii(",\"qty\":");
  private static final byte[] ID = ascii(",\"ord_type\":\"limit\",\"trade_id\":");
  private static final byte[] TIME = ascii(",\"timestamp\":\"");
  private static final byte[] END_OF_ROW = ascii("\"}");
  private static final byte[] END = ascii("]}");

  private final WireTime time = new WireTime();

  void beginTrades(FrameBuffer to) {
    to.clear();
    to.add(TRADES);
  }

  void trade(Instrument of, long micros, boolean isFirst, FrameBuffer to) {
    to.add(isFirst ? ascii("") : ascii(","));
    to.add(SYMBOL).add(of.productBytes()).add(of.bought() ? BUY : SELL);
    to.decimal(of.priceTicks(), of.decimals());
    to.add(QUANTITY).decimal(of.lastSize(), SIZE_DECIMALS);
    to.add(ID).add(of.tradeId()).add(TIME);
    time.write(to, micros);
    to.add(END_OF_ROW);
  }

  void end(FrameBuffer to) {
    to.add(END);
  }

  void ticker(Instrument of, long micros, FrameBuffer to) {
    int decimals = of.decimals();
    long change = of.priceTicks() - of.openTicks();
    String sign = change < 0 ? "-" : "";
    to.clear();
    to.add(TICKER).add(SYMBOL).add(of.productBytes());
    to.add(ascii("\",\"bid\":")).decimal(of.bidTicks(), decimals);
    to.add(ascii(",\"bid_qty\":")).decimal(of.bidSize(), SIZE_DECIMALS);
    to.add(ascii(",\"ask\":")).decimal(of.askTicks(), decimals);
    to.add(ascii(",\"ask_qty\":")).decimal(of.askSize(), SIZE_DECIMALS);
    to.add(ascii(",\"last\":")).decimal(of.priceTicks(), decimals);
    to.add(ascii(",\"volume\":")).decimal(of.volume(), SIZE_DECIMALS);
    to.add(ascii(",\"vwap\":")).decimal((of.lowTicks() + of.highTicks()) / 2, decimals);
    to.add(ascii(",\"low\":")).decimal(of.lowTicks(), decimals);
    to.add(ascii(",\"high\":")).decimal(of.highTicks(), decimals);
    to.add(ascii(",\"change\":" + sign)).decimal(Math.abs(change), decimals);
    to.add(ascii(",\"change_pct\":" + sign));
    to.decimal(Math.abs(change) * 10_000 / of.openTicks(), 2);
    to.add(ascii(",\"trades\":")).add(of.tradeId() % 100_000).add(TIME);
    time.write(to, micros);
    to.add(END_OF_ROW).add(END);
  }
}
