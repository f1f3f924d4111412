package tributary.feeds.simulator.kraken;

import java.nio.file.Path;
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
 * Kraken's WebSocket v2: the status first, one answer per product, then what the product had last
 * as a snapshot, then updates, and a heartbeat for each second without a frame. Before it shuts
 * down it says that it is in maintenance.
 *
 * <p>A recording is a reply of the REST API, from which {@code RestTrades} derives the frames.
 */
public final class KrakenDialect implements Dialect {

  @Override
  public String venue() {
    return "kraken";
  }

  @Override
  public FrameSource market(Feed request, Trading trading) {
    return new GeneratedMarket(request, trading);
  }

  /** The frames are about the first product of the request. */
  @Override
  public FrameSource recording(Path file, Feed request) {
    if (request.products().isEmpty()) {
      throw new IllegalArgumentException("Invalid products: none (name the recording's)");
    }
    return new RestTrades(file, request.products().get(0));
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
    return Set.of("side", "price", "qty", "ord_type", "trade_id");
  }

  @Override
  public Farewell farewell() {
    return new Farewell(Answers.status("maintenance"), Farewell.GOING_AWAY, "");
  }
}
