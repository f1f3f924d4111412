package tributary.feeds.simulator.coinbaseexchange;

import java.util.Optional;
import java.util.Set;
import tributary.core.spec.Feed;
import tributary.feeds.simulator.Conversation;
import tributary.feeds.simulator.Dialect;
import tributary.feeds.simulator.Farewell;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.Offer;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.simulator.source.Trading;

/**
 * The Coinbase Exchange's WebSocket feed: errors for what is unknown or needs a key, one per
 * channel and product, then an ack with the whole state in any order, then the last ticker and
 * match of what was added; after that the frames of what was subscribed.
 *
 * <p>Matches are derived from the tickers: the same trade ids, sequences, times, prices and sizes,
 * and the opposite side, as the venue has it; only the order ids are invented, which their zeros
 * show.
 */
public final class CoinbaseExchangeDialect implements Dialect {
  private final Optional<KeyHolder> keyHolder;

  /** A venue where nobody has a key: signed subscribes are refused. */
  public CoinbaseExchangeDialect() {
    this.keyHolder = Optional.empty();
  }

  /** A venue where one has a key. */
  public CoinbaseExchangeDialect(KeyHolder keyHolder) {
    this.keyHolder = Optional.of(keyHolder);
  }

  @Override
  public String venue() {
    return "coinbase-exchange";
  }

  @Override
  public FrameSource market(Feed request, Trading trading) {
    FrameSource tickers = new GeneratedMarket(request.products(), trading).withHeartbeats();
    return request.channels().contains("matches") ? new Matches(tickers) : tickers;
  }

  @Override
  public FrameFacts facts(byte[] frame) {
    return FrameReader.read(frame);
  }

  @Override
  public Conversation converse(Offer offer) {
    return new Talk(offer, keyHolder);
  }

  @Override
  public Set<String> tradeFields() {
    return Set.of("sequence", "side", "time", "trade_id", "last_size");
  }

  @Override
  public Farewell slowFarewell() {
    return new Farewell(null, Farewell.POLICY, "ErrSlowConsume");
  }
}
