package tributary.feeds.simulator.kraken;

import static tributary.feeds.simulator.source.FrameBuffer.ascii;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tributary.core.spec.Feed;
import tributary.feeds.simulator.source.FrameBuffer;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.simulator.source.Instrument;
import tributary.feeds.simulator.source.TradeWalk;
import tributary.feeds.simulator.source.Trading;

/**
 * A market made from a seed: trades, of which those of one product at one time come in one frame,
 * then the product's ticker, and a heartbeat after each second without either. Trade ids rise by
 * one per product. The same arguments make the same frames, byte by byte, for ever. For one thread.
 */
final class GeneratedMarket implements FrameSource {
  private static final long TRAVEL_MICROS = 5_000;
  private static final long SECOND_MICROS = 1_000_000;
  private static final Set<String> CHANNELS = Set.of("trade", "ticker");
  private static final byte[] HEARTBEAT = ascii("{\"channel\":\"heartbeat\"}");

  private final TradeWalk walk;
  private final boolean withTrades;
  private final boolean withTickers;
  private final Updates updates = new Updates();
  private final FrameBuffer trades = new FrameBuffer();
  private final FrameBuffer ticker = new FrameBuffer();
  private final FrameBuffer heartbeat = new FrameBuffer();
  private FrameBuffer frame = heartbeat;
  private boolean begun;
  private boolean waiting;
  private boolean tickerIsDue;
  private long micros;

  /**
   * @throws IllegalArgumentException if there is no product, or no channel that it can make
   */
  GeneratedMarket(Feed request, Trading trading) {
    if (Collections.disjoint(CHANNELS, request.channels())) {
      throw new IllegalArgumentException(
          "Cannot simulate channels %s of kraken (known: trade, ticker)"
              .formatted(request.channels()));
    }
    this.walk = new TradeWalk(request.products(), trading);
    this.withTrades = request.channels().contains("trade");
    this.withTickers = request.channels().contains("ticker");
    heartbeat.add(HEARTBEAT);
  }

  @Override
  public boolean advance() {
    if (tickerIsDue) {
      tickerIsDue = false;
      frame = ticker;
      return true;
    }
    if (!begun) {
      begun = true;
      waiting = walk.advance();
      micros = walk.eventMicros();
    }
    if (!waiting) {
      return false;
    }
    if (walk.eventMicros() - micros > SECOND_MICROS) {
      micros += SECOND_MICROS;
      frame = heartbeat;
      return true;
    }
    trade();
    frame = withTrades ? trades : ticker;
    tickerIsDue = withTrades && withTickers;
    return true;
  }

  /** Writes both frames at once: the market stands one trade ahead of what was handed out. */
  private void trade() {
    Instrument product = walk.last();
    micros = walk.eventMicros();
    updates.beginTrades(trades);
    boolean isFirst = true;
    do {
      updates.trade(product, micros, isFirst, trades);
      if (withTickers) {
        updates.ticker(product, micros, ticker);
      }
      isFirst = false;
      waiting = walk.advance();
    } while (waiting && walk.last() == product && walk.eventMicros() == micros);
    updates.end(trades);
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
    return micros + TRAVEL_MICROS;
  }

  @Override
  public Optional<List<String>> products() {
    return Optional.of(walk.instruments().stream().map(Instrument::product).toList());
  }

  @Override
  public void close() {}
}
