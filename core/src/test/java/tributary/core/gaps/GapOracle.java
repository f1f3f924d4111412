package tributary.core.gaps;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The gaps of small ids by plain sets, knowing nothing of ranges. Times are in milliseconds. */
final class GapOracle {
  private final List<Missing> closed = new ArrayList<>();
  private final Map<String, TreeSet<Long>> come = new HashMap<>();
  private final Map<String, Long> timeOfHead = new HashMap<>();
  private final Map<String, Long> head = new HashMap<>();
  private final Map<String, Long> awaited = new HashMap<>();
  private final List<Missing> open = new ArrayList<>();

  private static final class Missing {
    String product = "";
    TreeSet<Long> all = new TreeSet<>();
    TreeSet<Long> left = new TreeSet<>();
    long from;
    long to;
    long found;
    String state = "open";
    @Nullable String how;
    @Nullable Long closedAt;

    @Override
    public String toString() {
      return "%s %d-%d (%d) %d to %d %s by %s, found %d, closed %s"
          .formatted(
              product, all.first(), all.last(), left.size(), from, to, state, how, found, closedAt);
    }
  }

  void row(String product, long id, long time, boolean backfilled, long offset, long highest) {
    TreeSet<Long> known = come.computeIfAbsent(product, absent -> new TreeSet<>());
    Long before = head.get(product);
    known.add(id);
    if (before == null || id > before) {
      if (before != null) {
        find(product, before, id - 1, time, offset);
      }
      head.put(product, id);
      timeOfHead.put(product, time);
      return;
    }
    for (Missing each : List.copyOf(open)) {
      if (each.product.equals(product) && each.left.remove(id) && each.left.isEmpty()) {
        open.remove(each);
        if (backfilled || highest >= each.to + 1_000) {
          each.state = "repaired";
          each.how = backfilled ? "backfill" : "late";
          each.closedAt = offset;
          closed.add(each);
        }
      }
    }
  }

  private void find(String product, long after, long last, long time, long offset) {
    Missing missing = new Missing();
    for (long id = after + 1; id <= last; id++) {
      missing.all.add(id);
      missing.left.add(id);
    }
    if (missing.all.isEmpty()) {
      return;
    }
    long head = requireNonNull(timeOfHead.get(product));
    missing.product = product;
    missing.from = Math.min(head, time);
    missing.to = Math.max(head, time);
    missing.found = offset;
    open.add(missing);
  }

  void newest(String product, long id, long time, long offset) {
    Long known = head.get(product);
    if (known == null) {
      return;
    }
    Long named = awaited.remove(product);
    if (named != null && named > known) {
      find(product, known, named, time, offset);
      head.put(product, named);
    }
    if (id > requireNonNull(head.get(product))) {
      awaited.put(product, id);
    }
  }

  void unrepairable(String product, long first, long last, String reason, long offset) {
    for (Missing each : List.copyOf(open)) {
      if (each.product.equals(product) && each.state.equals("open")) {
        split(each, first, last, reason, offset);
      }
    }
  }

  private void split(Missing each, long first, long last, String reason, long offset) {
    TreeSet<Long> lost = new TreeSet<>(each.left);
    lost.removeIf(id -> id < first || id > last);
    if (lost.isEmpty()) {
      return;
    }
    boolean below = each.left.first() < first;
    boolean above = each.left.last() > last;
    open.remove(each);
    long from = below ? first : Long.MIN_VALUE;
    long to = above ? last : Long.MAX_VALUE;
    if (below) {
      open.add(part(each, Long.MIN_VALUE, from - 1));
    }
    Missing gone = part(each, from, to);
    gone.state = "unrepairable";
    gone.how = reason;
    gone.closedAt = offset;
    open.add(gone);
    if (above) {
      open.add(part(each, to + 1, Long.MAX_VALUE));
    }
  }

  private static Missing part(Missing whole, long first, long last) {
    Missing part = new Missing();
    part.product = whole.product;
    part.from = whole.from;
    part.to = whole.to;
    part.found = whole.found;
    part.all = new TreeSet<>(whole.all.subSet(first, true, last, true));
    part.left = new TreeSet<>(whole.left.subSet(first, true, last, true));
    return part;
  }

  List<String> gaps() {
    List<String> all = new ArrayList<>();
    closed.forEach(each -> all.add(each.toString()));
    open.forEach(each -> all.add(each.toString()));
    all.sort(null);
    return all;
  }
}
