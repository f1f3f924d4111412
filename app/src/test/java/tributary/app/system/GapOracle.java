package tributary.app.system;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is missing, worked out from the log by the book: a step in a product's trade ids is a gap,
 * and so is an id that one heartbeat names and that has not come by the next.
 */
final class GapOracle {
  private static final long REORDERING = 1_000_000L;
  private static final long NONE = Long.MIN_VALUE;

  /** Told when a gap came or went. */
  interface Listener {
    void changed(String product, long from, long to, boolean repaired);
  }

  private static final class Gap {
    final long first;
    final long last;
    final long from;
    final long to;
    final Set<Long> come = new HashSet<>();

    Gap(long first, long last, long from, long to) {
      this.first = first;
      this.last = last;
      this.from = from;
      this.to = to;
    }

    boolean isFilled() {
      return come.size() == last - first + 1;
    }
  }

  private static final class Watched {
    final List<Gap> gaps = new ArrayList<>();
    long head = NONE;
    long headTime;
    long awaited = NONE;
  }

  private final Map<String, Watched> products = new TreeMap<>();
  private final Listener listener;

  GapOracle(Listener listener) {
    this.listener = listener;
  }

  /**
   * Takes a trade, new or not.
   *
   * @param highest the highest event time of its partition before it
   */
  void trade(Tick tick, boolean isBackfilled, long highest) {
    Watched watched = products.computeIfAbsent(tick.product(), name -> new Watched());
    long id = tick.tradeId();
    if (watched.head != NONE && id <= watched.head) {
      fill(watched, tick, isBackfilled, highest);
      return;
    }
    if (watched.head != NONE && id > watched.head + 1) {
      open(tick.product(), watched, id - 1, tick.timeMicros());
    }
    watched.head = id;
    watched.headTime = tick.timeMicros();
  }

  private void open(String product, Watched watched, long last, long time) {
    long from = Math.min(watched.headTime, time);
    long to = Math.max(watched.headTime, time);
    watched.gaps.add(new Gap(watched.head + 1, last, from, to));
    listener.changed(product, from, to, false);
  }

  private void fill(Watched watched, Tick tick, boolean isBackfilled, long highest) {
    long id = tick.tradeId();
    for (Gap gap : List.copyOf(watched.gaps)) {
      if (id >= gap.first && id <= gap.last && gap.come.add(id) && gap.isFilled()) {
        watched.gaps.remove(gap);
        boolean isReordering = !isBackfilled && highest < gap.to + REORDERING;
        listener.changed(tick.product(), gap.from, gap.to, !isReordering);
      }
    }
  }

  /** Takes a heartbeat that names the newest trade. */
  void newest(String product, long id, long time) {
    Watched watched = products.get(product);
    if (watched == null) {
      return;
    }
    if (watched.awaited != NONE && watched.awaited > watched.head) {
      open(product, watched, watched.awaited, time);
      watched.head = watched.awaited;
    }
    watched.awaited = id > watched.head ? id : NONE;
  }

  /** Whether no gap of the product touches the time from its start to before its end. */
  boolean isComplete(String product, long start, long end) {
    Watched watched = products.get(product);
    return watched == null
        || watched.gaps.stream().noneMatch(gap -> gap.from < end && gap.to >= start);
  }
}
