package tributary.feeds.simulator.coinbaseexchange;

import static tributary.feeds.simulator.source.FrameBuffer.ascii;

import java.util.List;
import java.util.Optional;
import tributary.feeds.simulator.source.FrameBuffer;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.simulator.source.WireTime;

/**
 * A generated market with its heartbeats between the tickers, by the market's own time: a frame
 * stream that is the same at every pace.
 *
 * <pre>
 * {"type":"heartbeat","last_trade_id":1099995625,"product_id":"BTC-USD","sequence":136967653778,"time":"2026-09-29T13:45:59.000000Z"}
 * </pre>
 */
final class Heartbeats implements FrameSource {
  private static final long SECOND_MICROS = 1_000_000;
  private static final byte[] TRADE = ascii("{\"type\":\"heartbeat\",\"last_trade_id\":");
  private static final byte[] PRODUCT = ascii(",\"product_id\":\"");
  private static final byte[] SEQUENCE = ascii("\",\"sequence\":");
  private static final byte[] TIME = ascii(",\"time\":\"");
  private static final byte[] END = ascii("\"}");

  private final GeneratedMarket market;
  private final FrameBuffer heartbeat = new FrameBuffer();
  private final WireTime time = new WireTime();
  private final long[] tradeIds;
  private final long[] sequences;
  private boolean waiting;
  private boolean ticker;
  private long dueMicros;
  private int nextProduct;
  private long receivedMicros;

  Heartbeats(GeneratedMarket market) {
    this.market = market;
    this.tradeIds = new long[market.instruments().size()];
    this.sequences = new long[market.instruments().size()];
    remember();
  }

  @Override
  public boolean advance() {
    if (!waiting) {
      remember();
      waiting = market.advance();
    }
    if (!waiting) {
      return false;
    }
    if (dueMicros == 0) {
      dueMicros = (market.eventMicros() / SECOND_MICROS + 1) * SECOND_MICROS;
    }
    ticker = market.eventMicros() < dueMicros;
    if (ticker) {
      waiting = false;
    } else {
      beat();
    }
    return true;
  }

  /**
   * The market stands one trade ahead of what was handed out, so heartbeats need their own memory.
   */
  private void remember() {
    for (int i = 0; i < tradeIds.length; i++) {
      tradeIds[i] = market.instruments().get(i).tradeId();
      sequences[i] = market.instruments().get(i).sequence();
    }
  }

  private void beat() {
    heartbeat.clear();
    heartbeat.add(TRADE).add(tradeIds[nextProduct]);
    heartbeat.add(PRODUCT).add(market.instruments().get(nextProduct).productBytes());
    heartbeat.add(SEQUENCE).add(sequences[nextProduct] + 1).add(TIME);
    time.write(heartbeat, dueMicros);
    heartbeat.add(END);
    receivedMicros = dueMicros + GeneratedMarket.TRAVEL_MICROS;
    nextProduct++;
    if (nextProduct == tradeIds.length) {
      nextProduct = 0;
      dueMicros += SECOND_MICROS;
    }
  }

  @Override
  public byte[] array() {
    return ticker ? market.array() : heartbeat.array();
  }

  @Override
  public int length() {
    return ticker ? market.length() : heartbeat.length();
  }

  @Override
  public long receivedMicros() {
    return ticker ? market.receivedMicros() : receivedMicros;
  }

  @Override
  public Optional<List<String>> products() {
    return market.products();
  }

  @Override
  public void close() {
    market.close();
  }
}
