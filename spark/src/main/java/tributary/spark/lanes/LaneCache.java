package tributary.spark.lanes;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lanes that this executor remembers. Each stands in here only between two of its batches, so
 * that no two tasks have one. For any thread.
 */
final class LaneCache {
  private record Key(String run, Set<Integer> partitions) {}

  private final Map<Key, LaneState> lanes = new ConcurrentHashMap<>();

  /** The lane, if it stands where the tables do; it is out of here then. */
  @Nullable LaneState take(LaneOrder order, Set<Integer> partitions) {
    forget(order);
    LaneState kept = lanes.remove(new Key(order.run(), partitions));
    if (kept == null || kept.isAt(order)) {
      return kept;
    }
    kept.close();
    return null;
  }

  /** Keeps a lane for its next batch. */
  void put(LaneOrder order, Set<Integer> partitions, LaneState state) {
    LaneState before = lanes.put(new Key(order.run(), partitions), state);
    if (before != null) {
      before.close();
    }
  }

  /** Lets go of lanes of other runs, and of those that have gone on in another executor. */
  private void forget(LaneOrder order) {
    for (Key key : lanes.keySet()) {
      lanes.computeIfPresent(
          key,
          (same, state) -> {
            if (key.run().equals(order.run()) && !state.isBehind(order)) {
              return state;
            }
            state.close();
            return null;
          });
    }
  }
}
