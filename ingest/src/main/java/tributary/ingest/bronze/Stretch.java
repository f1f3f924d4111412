package tributary.ingest.bronze;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tributary.core.rows.Rows;
import tributary.core.spec.Added;
import tributary.lake.Catalog;
import tributary.lake.Snapshot;
import tributary.lake.table.LiveFile;

/** Files of bronze that are read together, and which offsets they hold. Mutable. */
final class Stretch {
  private final List<LiveFile> files = new ArrayList<>();
  private final TreeMap<Integer, Span> spans = new TreeMap<>();
  private boolean inOrder = true;
  private long firstMicros = Long.MAX_VALUE;

  /** The first and the last offset of a partition. */
  record Span(long first, long last) {
    Span with(Span other) {
      return new Span(Math.min(first, other.first), Math.max(last, other.last));
    }
  }

  /** Reads where the rows of one file lie. */
  static Stretch of(Catalog catalog, Snapshot bronze, LiveFile file, String timeColumn) {
    Stretch stretch = new Stretch();
    stretch.files.add(file);
    List<String> columns = List.of(Added.PARTITION, Added.OFFSET, timeColumn);
    catalog.read(bronze, file, columns, stretch::note);
    return stretch;
  }

  private void note(Rows rows) {
    for (int row = 0; row < rows.size(); row++) {
      int partition = (int) rows.longs(0).get(row);
      long offset = rows.longs(1).get(row);
      firstMicros = Math.min(firstMicros, rows.longs(2).get(row));
      Span known = spans.get(partition);
      inOrder &= known == null || known.last() < offset;
      Span here = new Span(offset, offset);
      spans.put(partition, known == null ? here : known.with(here));
    }
  }

  /** Takes over all that another one has. */
  void absorb(Stretch other) {
    files.addAll(other.files);
    other.spans.forEach((partition, span) -> spans.merge(partition, span, Span::with));
    firstMicros = Math.min(firstMicros, other.firstMicros);
    inOrder = false;
  }

  List<LiveFile> files() {
    return files;
  }

  TreeMap<Integer, Span> spans() {
    return spans;
  }

  /** Whether the rows of each partition come in the order of their offsets as the file has them. */
  boolean isInOrder() {
    return inOrder;
  }

  /** The earliest time of its frames, microseconds since the epoch. */
  long firstMicros() {
    return firstMicros;
  }

  long rows() {
    return files.stream().mapToLong(LiveFile::rows).sum();
  }

  long bytes() {
    return files.stream().mapToLong(LiveFile::bytes).sum();
  }
}
