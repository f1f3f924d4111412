package tributary.spark.batch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which partitions are one lane: those in which rows were seen that can meet. Each begins as a lane
 * of its own; lanes only grow together during a run. Not thread-safe.
 */
final class LanePlan {
  private final int most;
  private final Map<ByteBuffer, Integer> homes = new HashMap<>();
  private final TreeMap<Integer, Integer> roots = new TreeMap<>();
  private boolean isTogether;

  /**
   * @param isTogether whether all partitions are one lane from the beginning
   * @param most of how many different things it is remembered where they are; with more, all
   *     partitions become one lane
   */
  LanePlan(boolean isTogether, int most) {
    this.isTogether = isTogether;
    this.most = most;
  }

  /** Whether all partitions are one lane. */
  boolean isTogether() {
    return isTogether;
  }

  /**
   * Notes that something was seen in a partition.
   *
   * @param what bytes that are equal for rows that can meet; not changed afterwards
   * @return whether lanes have grown together by it
   */
  boolean see(byte[] what, int partition) {
    if (isTogether) {
      return false;
    }
    Integer home = homes.putIfAbsent(ByteBuffer.wrap(what), partition);
    if (homes.size() > most) {
      joinAll();
      return true;
    }
    return home != null && join(home, partition);
  }

  /** Makes the lanes of two partitions one; false if they are already. */
  boolean join(int one, int other) {
    int first = root(one);
    int second = root(other);
    if (isTogether || first == second) {
      return false;
    }
    roots.put(Math.max(first, second), Math.min(first, second));
    return true;
  }

  private int root(int partition) {
    int root = partition;
    for (int next = roots.getOrDefault(root, root); next != root; ) {
      root = next;
      next = roots.getOrDefault(root, root);
    }
    return root;
  }

  /** Makes all partitions one lane, from now on. */
  void joinAll() {
    isTogether = true;
    homes.clear();
  }

  /**
   * The partitions of a partition's lane.
   *
   * @param known all partitions that there are as far as is known
   */
  Set<Integer> laneOf(int partition, Set<Integer> known) {
    if (isTogether) {
      Set<Integer> all = new TreeSet<>(known);
      all.add(partition);
      return all;
    }
    for (TreeSet<Integer> lane : joined()) {
      if (lane.contains(partition)) {
        return lane;
      }
    }
    return Set.of(partition);
  }

  /** The lanes that have several partitions. */
  List<TreeSet<Integer>> joined() {
    TreeMap<Integer, TreeSet<Integer>> lanes = new TreeMap<>();
    for (int partition : roots.keySet()) {
      int root = root(partition);
      TreeSet<Integer> lane = lanes.computeIfAbsent(root, absent -> new TreeSet<>());
      lane.add(root);
      lane.add(partition);
    }
    return new ArrayList<>(lanes.values());
  }
}
