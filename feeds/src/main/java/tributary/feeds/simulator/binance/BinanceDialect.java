package tributary.feeds.simulator.binance;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tributary.core.spec.Feed;
import tributary.feeds.simulator.Conversation;
import tributary.feeds.simulator.Dialect;
import tributary.feeds.simulator.Farewell;
import tributary.feeds.simulator.FrameFacts;
import tributary.feeds.simulator.Keepalive;
import tributary.feeds.simulator.Offer;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.simulator.source.Trading;

/**
 * Binance's combined streams: answers by id, ping frames every 20 s, an end after 24 hours or more
 * than 5 messages in a second, and a word before the server shuts down. All of that goes by the
 * market's own time.
 */
public final class BinanceDialect implements Dialect {
  static final Farewell SHUTDOWN = new Farewell(Answers.SHUTDOWN, Farewell.GOING_AWAY, "");

  private static final Keepalive KEEPALIVE =
      new Keepalive(Duration.ofSeconds(20), Duration.ofMinutes(1));

  @Override
  public String venue() {
    return "binance";
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
  public Optional<Keepalive> keepalive() {
    return Optional.of(KEEPALIVE);
  }

  @Override
  public Set<String> tradeFields() {
    return Set.of("t", "p", "q", "T", "m");
  }

  @Override
  public Farewell farewell() {
    return SHUTDOWN;
  }
}
