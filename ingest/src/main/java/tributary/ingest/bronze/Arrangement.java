package tributary.ingest.bronze;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings stretches into an order in which the offsets of each partition rise from one to the next.
 * Each commit of a runner is a file of its own, so they mostly are in such an order, and it is that
 * of the commits; files that a compaction has brought together may overlap and become one stretch.
 */
final class Arrangement {
  private final List<Stretch> all;

  private Arrangement(List<Stretch> all) {
    this.all = all;
  }

  static List<Stretch> of(List<Stretch> files) {
    Arrangement arrangement = new Arrangement(new ArrayList<>(files));
    while (arrangement.joinOverlapping()) {
      // One that has grown may overlap others.
    }
    return arrangement.inOrder();
  }

  private boolean joinOverlapping() {
    Set<Stretch> gone = new HashSet<>();
    for (int partition : partitions()) {
      Stretch before = null;
      for (Stretch each : of(partition, gone)) {
        if (before != null && first(each, partition) <= last(before, partition)) {
          before.absorb(each);
          gone.add(each);
        } else {
          before = each;
        }
      }
    }
    all.removeAll(gone);
    return !gone.isEmpty();
  }

  private Set<Integer> partitions() {
    Set<Integer> partitions = new TreeSet<>();
    all.forEach(each -> partitions.addAll(each.spans().keySet()));
    return partitions;
  }

  private List<Stretch> of(int partition, Set<Stretch> gone) {
    return all.stream()
        .filter(each -> each.spans().containsKey(partition) && !gone.contains(each))
        .sorted(Comparator.comparingLong(each -> first(each, partition)))
        .toList();
  }

  private static long first(Stretch stretch, int partition) {
    return requireNonNull(stretch.spans().get(partition)).first();
  }

  private static long last(Stretch stretch, int partition) {
    return requireNonNull(stretch.spans().get(partition)).last();
  }

  /** Of those that may come next the one with the earliest frames. */
  private List<Stretch> inOrder() {
    Map<Integer, Deque<Stretch>> waiting = new TreeMap<>();
    partitions().forEach(each -> waiting.put(each, new ArrayDeque<>(of(each, Set.of()))));
    Map<Stretch, Integer> blocked = new HashMap<>();
    all.forEach(each -> blocked.put(each, each.spans().size()));
    PriorityQueue<Stretch> ready =
        new PriorityQueue<>(Comparator.comparingLong(Stretch::firstMicros));
    waiting.values().forEach(each -> unblock(each, blocked, ready));
    List<Stretch> ordered = new ArrayList<>();
    while (!ready.isEmpty()) {
      Stretch next = ready.remove();
      ordered.add(next);
      blocked.remove(next);
      for (int partition : next.spans().keySet()) {
        Deque<Stretch> line = requireNonNull(waiting.get(partition));
        line.remove();
        unblock(line, blocked, ready);
      }
    }
    joinRest(blocked.keySet(), ordered);
    return ordered;
  }

  private static void unblock(
      Deque<Stretch> line, Map<Stretch, Integer> blocked, PriorityQueue<Stretch> ready) {
    Stretch head = line.peek();
    if (head != null && blocked.merge(head, -1, Integer::sum) == 0) {
      ready.add(head);
    }
  }

  /** Two of which each has to come before the other, in different partitions. */
  private static void joinRest(Set<Stretch> rest, List<Stretch> ordered) {
    Stretch joined = null;
    for (Stretch each : rest) {
      if (each.spans().isEmpty()) {
        continue;
      }
      if (joined == null) {
        joined = each;
      } else {
        joined.absorb(each);
      }
    }
    if (joined != null) {
      ordered.add(joined);
    }
  }
}
