package tributary.feeds.simulator;

import java.util.Map;
import java.util.TreeMap;

/**
 * A set of trade ids. Ids come almost without gaps, so they are kept as runs: memory grows with the
 * gaps, not with the trades.
 */
final class TradeIds {
  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();
  private long count;
  private long hash;

  void add(long id) {
    Map.Entry<Long, Long> before = lastByFirst.floorEntry(id);
    if (before != null && id <= before.getValue()) {
      return;
    }
    boolean joinsBefore = before != null && before.getValue() == id - 1;
    long first = joinsBefore ? before.getKey() : id;
    Long lastOfNext = lastByFirst.remove(id + 1);
    lastByFirst.put(first, lastOfNext == null ? id : lastOfNext);
    count++;
    hash += Truth.Trades.hash(id);
  }

  Truth.Trades trades() {
    return new Truth.Trades(count, hash);
  }
}
