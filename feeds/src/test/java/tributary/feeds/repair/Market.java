package tributary.feeds.repair;

import java.math.BigDecimal;
import tributary.core.gaps.Gap;
import tributary.feeds.simulator.rest.TradeBook;

/** Trades with contiguous ids, two of three at the same time as the one before. */
final class Market {
  /** The time of the first trade, nanoseconds since the epoch. */
  static final long BEGIN_NANOS = 1_795_000_000_123_456_000L;

  private Market() {}

  static TradeBook book(String product, long first, long last) {
    TradeBook book = new TradeBook(100_000);
    for (long id = first; id <= last; id++) {
      String price = BigDecimal.valueOf(8_414_000 + id % 977, 2).toPlainString();
      String size = BigDecimal.valueOf(1 + id % 4_211, 8).toPlainString();
      book.add(product, new TradeBook.Trade(id, price, size, id % 5 < 2, nanos(id)));
    }
    return book;
  }

  /** A gap as the log shows it: the trades around it are there. */
  static Gap gap(String product, long first, long last) {
    long foundMicros = nanos(last + 1) / 1_000 + 50_000;
    return new Gap(
        product, first, last, nanos(first - 1) / 1_000, nanos(last + 1) / 1_000, foundMicros);
  }

  private static long nanos(long id) {
    return BEGIN_NANOS + id / 3 * 1_234_567_000L;
  }
}
