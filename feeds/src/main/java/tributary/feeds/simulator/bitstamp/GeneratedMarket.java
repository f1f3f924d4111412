package tributary.feeds.simulator.bitstamp;

import static tributary.feeds.simulator.source.FrameBuffer.ascii;
import static tributary.feeds.simulator.source.Instrument.SIZE_DECIMALS;

import java.util.List;
import java.util.Optional;
import tributary.core.spec.Feed;
import tributary.feeds.simulator.source.FrameBuffer;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.simulator.source.Instrument;
import tributary.feeds.simulator.source.TradeWalk;
import tributary.feeds.simulator.source.Trading;

/**
 * A market made from a seed: a frame for each trade, with the venue's order of members. The taker's
 * order is the newer one, so that it has the higher id. The same arguments make the same frames,
 * byte by byte, for ever. For one thread.
 */
final class GeneratedMarket implements FrameSource {
  private static final String CHANNEL = "live_trades";
  private static final long TRAVEL_MICROS = 5_000;

  private static final byte[] ID = ascii("{\"data\": {\"id\": ");
  private static final byte[] ID_TEXT = ascii(", \"id_str\": \"");
  private static final byte[] BUY = ascii("\", \"type\": 0, \"sell_order_id\": ");
  private static final byte[] SELL = ascii("\", \"type\": 1, \"sell_order_id\": ");
  private static final byte[] BUYER = ascii(", \"buy_order_id\": ");
  private static final byte[] AMOUNT = ascii(", \"amount\": ");
  private static final byte[] AMOUNT_TEXT = ascii(", \"amount_str\": \"");
  private static final byte[] PRICE = ascii("\", \"price\": ");
  private static final byte[] PRICE_TEXT = ascii(", \"price_str\": \"");
  private static final byte[] MICROS = ascii("\", \"microtimestamp\": \"");
  private static final byte[] SECONDS = ascii("\", \"timestamp\": \"");
  private static final byte[] IN_CHANNEL = ascii("\"}, \"channel\": \"" + CHANNEL + "_");
  private static final byte[] END = ascii("\", \"event\": \"trade\"}");

  private final TradeWalk walk;
  private final FrameBuffer frame = new FrameBuffer();

  /**
   * @throws IllegalArgumentException if there is no product, or no channel that it can make
   */
  GeneratedMarket(Feed request, Trading trading) {
    if (!request.channels().contains(CHANNEL)) {
      throw new IllegalArgumentException(
          "Cannot simulate channels %s of bitstamp (known: %s)"
              .formatted(request.channels(), CHANNEL));
    }
    this.walk = new TradeWalk(request.products(), trading);
  }

  @Override
  public boolean advance() {
    if (!walk.advance()) {
      return false;
    }
    write(walk.last(), walk.eventMicros());
    return true;
  }

  private void write(Instrument of, long micros) {
    long taker = of.sequence();
    long maker = taker - 1;
    frame.clear();
    frame.add(ID).add(of.tradeId()).add(ID_TEXT).add(of.tradeId());
    frame.add(of.bought() ? BUY : SELL).add(of.bought() ? maker : taker);
    frame.add(BUYER).add(of.bought() ? taker : maker);
    frame.add(AMOUNT).trimmed(of.lastSize(), SIZE_DECIMALS);
    frame.add(AMOUNT_TEXT).decimal(of.lastSize(), SIZE_DECIMALS);
    frame.add(PRICE).trimmed(of.priceTicks(), of.decimals());
    frame.add(PRICE_TEXT).decimal(of.priceTicks(), of.decimals());
    frame.add(MICROS).add(micros).add(SECONDS).add(micros / 1_000_000);
    frame.add(IN_CHANNEL).add(of.productBytes()).add(END);
  }

  @Override
  public byte[] array() {
    return frame.array();
  }

  @Override
  public int length() {
    return frame.length();
  }

  @Override
  public long receivedMicros() {
    return walk.eventMicros() + TRAVEL_MICROS;
  }

  @Override
  public Optional<List<String>> products() {
    return Optional.of(walk.instruments().stream().map(Instrument::product).toList());
  }

  @Override
  public void close() {}
}
