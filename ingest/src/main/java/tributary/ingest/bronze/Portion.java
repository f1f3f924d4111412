package tributary.ingest.bronze;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import tributary.core.rows.Rows;

/**
 * Rows of bronze in memory: of each partition of a stretch the same share of its offsets.
 *
 * @param number from 0
 * @param portions how many the stretch is cut into
 */
record Portion(Stretch stretch, long number, long portions, Rows rows) {
  private static final int PARTITION = 0;
  private static final int OFFSET = 1;
  private static final int RECEIVED_AT = 3;

  /** Takes those rows that belong here. */
  void pick(Rows batch) {
    for (int row = 0; row < batch.size(); row++) {
      Stretch.Span span = stretch.spans().get((int) batch.longs(PARTITION).get(row));
      long offset = batch.longs(OFFSET).get(row);
      if (span != null && offset >= bound(span, number) && offset < bound(span, number + 1)) {
        rows.append(batch, row);
      }
    }
  }

  private long bound(Stretch.Span span, long of) {
    long offsets = span.last() - span.first() + 1;
    return span.first() + offsets / portions * of + Math.min(offsets % portions, of);
  }

  /**
   * The places of its rows: those of a partition by offset, partitions among each other by time.
   */
  List<Integer> inOrder() {
    Map<Integer, List<Integer>> partitions = new TreeMap<>();
    for (int row = 0; row < rows.size(); row++) {
      partitions
          .computeIfAbsent((int) rows.longs(PARTITION).get(row), absent -> new ArrayList<>())
          .add(row);
    }
    PriorityQueue<Line> lines =
        new PriorityQueue<>(
            Comparator.comparingLong((Line line) -> rows.longs(RECEIVED_AT).get(line.head))
                .thenComparingLong(line -> rows.longs(PARTITION).get(line.head)));
    for (List<Integer> each : partitions.values()) {
      each.sort(Comparator.comparingLong(row -> rows.longs(OFFSET).get(row)));
      lines.add(new Line(each.iterator()));
    }
    List<Integer> ordered = new ArrayList<>(rows.size());
    while (!lines.isEmpty()) {
      Line next = lines.remove();
      ordered.add(next.head);
      if (next.rest.hasNext()) {
        next.head = next.rest.next();
        lines.add(next);
      }
    }
    return ordered;
  }

  /** The rows of one partition that are still to come. */
  private static final class Line {
    private final Iterator<Integer> rest;
    private int head;

    Line(Iterator<Integer> rows) {
      rest = rows;
      head = rows.next();
    }
  }
}
