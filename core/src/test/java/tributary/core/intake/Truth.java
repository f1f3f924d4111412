package tributary.core.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tributary.core.intake.LogFrame.Meaning;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.windows.Event;

/** What must become of a log, told from what its frames mean: no cuts, no crashes, no bounds. */
final class Truth {
  /** The rows that are taken in: the first of each key. */
  final List<Event> rows = new ArrayList<>();

  final List<LogFrame> frames;
  private final Set<LogFrame> duplicates = new HashSet<>();

  /** Each partition's time after each of its frames, by offset. */
  private final SortedMap<Integer, NavigableMap<Long, Long>> times = new TreeMap<>();

  Truth(List<LogFrame> frames) {
    this.frames = frames;
    Set<String> known = new HashSet<>();
    for (LogFrame frame : frames) {
      long before = highestMicros(frame.partition(), frame.offset());
      if (frame.meaning() == Meaning.ROW) {
        if (known.add(frame.identity())) {
          rows.add(new Event(frame.partition(), frame.offset(), before, frame.row()));
        } else {
          duplicates.add(frame);
        }
      }
      times
          .computeIfAbsent(frame.partition(), absent -> new TreeMap<>())
          .put(frame.offset(), Math.max(before, frame.timeMicros()));
    }
  }

  SortedMap<Integer, NavigableMap<Long, Long>> partitions() {
    return times;
  }

  /** The partition's time below an offset. */
  long highestMicros(int partition, long next) {
    NavigableMap<Long, Long> known = times.getOrDefault(partition, new TreeMap<>());
    var last = known.lowerEntry(next);
    return last == null ? Range.NO_TIME : last.getValue();
  }

  /** The rows below a ledger's offsets. */
  List<Event> rows(Ledger ledger) {
    return rows.stream().filter(row -> row.offset() < ledger.next(row.partition())).toList();
  }

  /** What becomes of the frames of a range. */
  Counts counts(int partition, Range range) {
    long[] counts = new long[4];
    for (LogFrame frame : frames) {
      if (frame.partition() == partition
          && frame.offset() >= range.from()
          && frame.offset() < range.next()) {
        counts[fate(frame)]++;
      }
    }
    return new Counts(counts[0], counts[1], counts[2], counts[3]);
  }

  private int fate(LogFrame frame) {
    return switch (frame.meaning()) {
      case ROW -> duplicates.contains(frame) ? 3 : 0;
      case REJECTED -> 1;
      case CONTROL -> 2;
    };
  }
}
