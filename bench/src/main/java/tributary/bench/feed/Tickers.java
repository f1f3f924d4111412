package tributary.bench.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tributary.feeds.simulator.coinbaseexchange.GeneratedMarket;

/** Tickers made beforehand, as WebSocket frames, one after the other for ever. */
final class Tickers {
  private static final int COUNT = 60_000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int HEADER = 4;

  record Ticker(String product, byte[] frame) {}

  private final List<Ticker> tickers = new ArrayList<>(COUNT);
  private int next;

  Tickers(List<String> products) {
    GeneratedMarket market = new GeneratedMarket(1, products, 20_000, () -> START, COUNT);
    while (market.advance()) {
      byte[] frame = new byte[HEADER + market.length()];
      frame[0] = (byte) 0x81; // a whole text message
      frame[1] = 126; // its length is in the next two bytes
      frame[2] = (byte) (market.length() >> 8);
      frame[3] = (byte) market.length();
      System.arraycopy(market.array(), 0, frame, HEADER, market.length());
      tickers.add(new Ticker(market.product(), frame));
    }
  }

  Ticker next() {
    Ticker ticker = tickers.get(next);
    next = (next + 1) % tickers.size();
    return ticker;
  }

  /** The mean length of a message. */
  double meanBytes() {
    return tickers.stream().mapToInt(each -> each.frame().length - HEADER).average().orElseThrow();
  }
}
