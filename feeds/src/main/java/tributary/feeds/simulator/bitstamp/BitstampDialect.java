package tributary.feeds.simulator.bitstamp;

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
 * Bitstamp's WebSocket v2: one ack per subscription, silence for markets that do not exist, an end
 * for messages that are too long and for too many subscriptions, and a word before the server goes
 * down.
 */
public final class BitstampDialect implements Dialect {

  @Override
  public String venue() {
    return "bitstamp";
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
    return new Talk(offer);
  }

  @Override
  public Set<String> tradeFields() {
    return Set.of("id", "id_str", "type", "price_str", "amount_str", "microtimestamp");
  }

  @Override
  public Farewell farewell() {
    return new Farewell(Talk.RECONNECT, Farewell.GOING_AWAY, "");
  }
}
