package tributary.feeds.simulator.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.venue.TopLevel;

/**
 * A source of Coinbase frames whose tickers are written into a book before a script can drop them.
 */
public final class BookedSource implements FrameSource {
  private static final byte[] PRODUCT_ID = "product_id".getBytes(US_ASCII);
  private static final byte[] PRICE = "price".getBytes(US_ASCII);
  private static final byte[] SIDE = "side".getBytes(US_ASCII);
  private static final byte[] TIME = "time".getBytes(US_ASCII);
  private static final byte[] TRADE_ID = "trade_id".getBytes(US_ASCII);
  private static final byte[] LAST_SIZE = "last_size".getBytes(US_ASCII);

  private final FrameSource source;
  private final TradeBook book;

  /** The frames of the source, which is closed with this one. */
  public BookedSource(FrameSource source, TradeBook book) {
    this.source = source;
    this.book = book;
  }

  @Override
  public boolean advance() {
    boolean isThere = source.advance();
    if (isThere) {
      note(new TopLevel(Arrays.copyOf(array(), length())));
    }
    return isThere;
  }

  /** Only a ticker of a trade has all of these; its side is the taker's. */
  private void note(TopLevel members) {
    String product = null;
    String price = null;
    String side = null;
    String time = null;
    String size = null;
    long id = -1;
    while (members.next()) {
      if (members.named(PRODUCT_ID)) {
        product = members.text();
      } else if (members.named(PRICE)) {
        price = members.text();
      } else if (members.named(SIDE)) {
        side = members.text();
      } else if (members.named(TIME)) {
        time = members.text();
      } else if (members.named(TRADE_ID)) {
        id = members.number(-1);
      } else if (members.named(LAST_SIZE)) {
        size = members.text();
      }
    }
    if (product != null && price != null && size != null && time != null && id >= 0) {
      boolean takerBuys = "buy".equals(side);
      book.add(product, new TradeBook.Trade(id, price, size, takerBuys, nanos(time)));
    }
  }

  private static long nanos(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }

  @Override
  public byte[] array() {
    return source.array();
  }

  @Override
  public int length() {
    return source.length();
  }

  @Override
  public long receivedMicros() {
    return source.receivedMicros();
  }

  @Override
  public Optional<List<String>> products() {
    return source.products();
  }

  @Override
  public void close() {
    source.close();
  }
}
