package tributary.feeds.simulator.rest;

import java.util.List;
import java.util.Optional;
import tributary.feeds.simulator.source.FrameSource;

/** A market whose trades are written into a book before a script can drop them. */
public final class BookedSource implements FrameSource {
  private final FrameSource market;
  private final FrameTrades.Reader reader;
  private final TradeBook book;

  private BookedSource(FrameSource market, FrameTrades.Reader reader, TradeBook book) {
    this.market = market;
    this.reader = reader;
    this.book = book;
  }

  /** A market of the Coinbase Exchange, which is closed with this one. */
  public static BookedSource coinbase(FrameSource market, TradeBook book) {
    return new BookedSource(market, FrameTrades::coinbase, book);
  }

  /** A market of Binance, which is closed with this one. */
  public static BookedSource binance(FrameSource market, TradeBook book) {
    return new BookedSource(market, FrameTrades::binance, book);
  }

  /** A market of Kraken, which is closed with this one. */
  public static BookedSource kraken(FrameSource market, TradeBook book) {
    return new BookedSource(market, FrameTrades::kraken, book);
  }

  @Override
  public boolean advance() {
    boolean isThere = market.advance();
    if (isThere) {
      FrameTrades.read(reader, array(), length(), book);
    }
    return isThere;
  }

  @Override
  public byte[] array() {
    return market.array();
  }

  @Override
  public int length() {
    return market.length();
  }

  @Override
  public long receivedMicros() {
    return market.receivedMicros();
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
