package tributary.feeds.simulator.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every trade of a market, up to a bound per product, beyond which the oldest go. Any thread. */
public final class TradeBook {
  private final Map<String, NavigableMap<Long, Trade>> products = new TreeMap<>();
  private final int mostTrades;

  /**
   * A trade. Its price and size are texts, as the venue writes them.
   *
   * @param takerBuys whether the side that took the other's offer bought
   * @param nanos when it happened, nanoseconds since the epoch
   */
  public record Trade(long id, String price, String size, boolean takerBuys, long nanos) {}

  /**
   * An empty book.
   *
   * @param mostTrades how many of each product it remembers
   */
  public TradeBook(int mostTrades) {
    this.mostTrades = mostTrades;
  }

  /** Writes a trade down. */
  public synchronized void add(String product, Trade trade) {
    NavigableMap<Long, Trade> trades = products.computeIfAbsent(product, name -> new TreeMap<>());
    trades.put(trade.id(), trade);
    if (trades.size() > mostTrades) {
      trades.pollFirstEntry();
    }
  }

  /** Forgets the trades from the first id to the last, as a venue can. */
  public synchronized void lose(String product, long first, long last) {
    trades(product).subMap(first, true, last, true).clear();
  }

  /** The trades of a product, in the order of their ids. */
  public synchronized List<Trade> all(String product) {
    return new ArrayList<>(trades(product).values());
  }

  synchronized boolean knows(String product) {
    return products.containsKey(product);
  }

  /** The newest trades whose ids are below, newest first. */
  synchronized List<Trade> below(String product, long id, int most) {
    return first(trades(product).headMap(id, false).descendingMap().values().stream(), most);
  }

  /** The newest trades whose ids are above, newest first. */
  synchronized List<Trade> above(String product, long id, int most) {
    return first(trades(product).tailMap(id, false).descendingMap().values().stream(), most);
  }

  /** The oldest trades from that id on, oldest first. */
  synchronized List<Trade> from(String product, long id, int most) {
    return first(trades(product).tailMap(id, true).values().stream(), most);
  }

  /** The oldest trades that happened later, oldest first. */
  synchronized List<Trade> after(String product, long nanos, int most) {
    return first(trades(product).values().stream().filter(trade -> trade.nanos() > nanos), most);
  }

  private NavigableMap<Long, Trade> trades(String product) {
    return products.getOrDefault(product, new TreeMap<>());
  }

  private static List<Trade> first(Stream<Trade> trades, int most) {
    return trades.limit(most).toList();
  }
}
