package tributary.feeds.simulator.coinbaseadvanced;

import java.util.Optional;
import java.util.Set;
import tributary.core.spec.Feed;
import tributary.feeds.simulator.Conversation;
import tributary.feeds.simulator.Dialect;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.Numbering;
import tributary.feeds.simulator.Offer;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.simulator.source.Trading;

/**
 * Coinbase Advanced Trade's WebSocket feed: one channel per subscribe, the last known state of its
 * products as a snapshot before the ack, every frame of a connection numbered from 0.
 *
 * <p>What a subscribe that is wrong is answered with is not documented: an error with a message.
 */
public final class CoinbaseAdvancedDialect implements Dialect {
  private final Optional<KeyHolder> keyHolder;

  /** A venue where nobody has a key: signed subscribes are refused. */
  public CoinbaseAdvancedDialect() {
    this.keyHolder = Optional.empty();
  }

  /** A venue where one has a key. */
  public CoinbaseAdvancedDialect(KeyHolder keyHolder) {
    this.keyHolder = Optional.of(keyHolder);
  }

  @Override
  public String venue() {
    return "coinbase-advanced";
  }

  @Override
  public FrameSource market(Feed request, Trading trading) {
    return new GeneratedMarket(request, trading);
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
  public Numbering numbering() {
    return new SequenceNumbers();
  }

  @Override
  public Set<String> tradeFields() {
    return Set.of("price", "price_percent_chg_24_h");
  }
}
