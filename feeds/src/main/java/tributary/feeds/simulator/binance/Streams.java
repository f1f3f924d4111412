package tributary.feeds.simulator.binance;

import static tributary.feeds.simulator.source.FrameBuffer.ascii;
import static tributary.feeds.simulator.source.Instrument.SIZE_DECIMALS;

import java.util.Locale;
import tributary.feeds.simulator.source.FrameBuffer;
import tributary.feeds.simulator.source.Instrument;

/**
 * Writes the frames of one product's streams, in the venue's key order and with its eight decimals.
 *
 * <pre>
 * {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":3735683259,...}}
 * </pre>
 */
final class Streams {
  private static final byte[] QUANTITY = ascii("\",\"q\":\"");
  private static final byte[] TIME = ascii("\",\"T\":");
  private static final byte[] BUYER_MAKES = ascii(",\"m\":true,\"M\":true}}");
  private static final byte[] BUYER_TAKES = ascii(",\"m\":false,\"M\":true}}");
  private static final byte[] PRICE = ascii(",\"p\":\"");
  private static final byte[] ID = ascii("\",\"t\":");
  private static final byte[] END = ascii("\"}}");

  private final byte[] trade;
  private final byte[] bookTicker;
  private final byte[] ticker;
  private final byte[] symbol;

  Streams(String product) {
    String stream = "{\"stream\":\"" + product.toLowerCase(Locale.ROOT) + "@";
    this.trade = ascii(stream + "trade\",\"data\":{\"e\":\"trade\",\"E\":");
    this.bookTicker = ascii(stream + "bookTicker\",\"data\":{\"u\":");
    this.ticker = ascii(stream + "ticker\",\"data\":{\"e\":\"24hrTicker\",\"E\":");
    this.symbol = ascii(",\"s\":\"" + product);
  }

  void trade(Instrument of, long millis, FrameBuffer to) {
    to.clear();
    to.add(trade).add(millis + 1).add(symbol).add(ID).add(of.tradeId());
    price(to.add(PRICE), of, of.priceTicks());
    to.add(QUANTITY).decimal(of.lastSize(), SIZE_DECIMALS);
    to.add(TIME).add(millis).add(of.bought() ? BUYER_TAKES : BUYER_MAKES);
  }

  void bookTicker(Instrument of, FrameBuffer to) {
    to.clear();
    to.add(bookTicker).add(of.sequence()).add(symbol);
    price(to.add(ascii("\",\"b\":\"")), of, of.bidTicks());
    to.add(ascii("\",\"B\":\"")).decimal(of.bidSize(), SIZE_DECIMALS);
    price(to.add(ascii("\",\"a\":\"")), of, of.askTicks());
    to.add(ascii("\",\"A\":\"")).decimal(of.askSize(), SIZE_DECIMALS).add(END);
  }

  /** The last day, shortened to what a market of trades knows. */
  void ticker(Instrument of, long millis, FrameBuffer to) {
    to.clear();
    to.add(ticker).add(millis).add(symbol);
    price(to.add(ascii("\",\"c\":\"")), of, of.priceTicks());
    to.add(ascii("\",\"Q\":\"")).decimal(of.lastSize(), SIZE_DECIMALS);
    price(to.add(ascii("\",\"b\":\"")), of, of.bidTicks());
    to.add(ascii("\",\"B\":\"")).decimal(of.bidSize(), SIZE_DECIMALS);
    price(to.add(ascii("\",\"a\":\"")), of, of.askTicks());
    to.add(ascii("\",\"A\":\"")).decimal(of.askSize(), SIZE_DECIMALS);
    price(to.add(ascii("\",\"o\":\"")), of, of.openTicks());
    price(to.add(ascii("\",\"h\":\"")), of, of.highTicks());
    price(to.add(ascii("\",\"l\":\"")), of, of.lowTicks());
    to.add(ascii("\",\"v\":\"")).decimal(of.volume(), SIZE_DECIMALS);
    to.add(ascii("\",\"C\":")).add(millis);
    to.add(ascii(",\"L\":")).add(of.tradeId()).add(ascii("}}"));
  }

  private static void price(FrameBuffer to, Instrument of, long ticks) {
    long scaled = ticks;
    for (int i = of.decimals(); i < SIZE_DECIMALS; i++) {
      scaled *= 10;
    }
    to.decimal(scaled, SIZE_DECIMALS);
  }
}
