package tributary.ingest.bronze;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tributary.core.frame.Frame;
import tributary.core.rows.Rows;
import tributary.core.spec.Added;
import tributary.core.spec.Layout;
import tributary.ingest.IngestException;
import tributary.ingest.Recomputation;
import tributary.lake.Catalog;
import tributary.lake.Snapshot;

/**
 * The frames of bronze, those of each partition in the order of their offsets. Partitions follow
 * each other as the runner took them in, as far as bronze still tells; where files overlap, as
 * after a compaction, they are read in portions and partitions follow each other by time. Memory is
 * bounded.
 */
public final class BronzeFrames {
  /** The most of a stretch that is brought into order in memory at a time. */
  private static final long PORTION_ROWS = 50_000;

  private static final long PORTION_BYTES = 4L << 20;

  private final Catalog catalog;
  private final Snapshot bronze;
  private final List<Stretch> stretches;
  private final long portionRows;
  private final Map<Integer, Long> last = new HashMap<>();
  private final Frame frame = new Frame();

  /** Reads where the rows of each file lie. */
  public BronzeFrames(Catalog catalog, Snapshot bronze, Layout layout) {
    this(catalog, bronze, layout, PORTION_ROWS);
  }

  BronzeFrames(Catalog catalog, Snapshot bronze, Layout layout, long portionRows) {
    this.catalog = catalog;
    this.bronze = bronze;
    this.portionRows = portionRows;
    String time = layout.name(Added.RECEIVED_AT);
    this.stretches =
        Arrangement.of(
            bronze.live().stream().map(file -> Stretch.of(catalog, bronze, file, time)).toList());
  }

  /** The first offset of each partition. */
  public Map<Integer, Long> firsts() {
    Map<Integer, Long> firsts = new TreeMap<>();
    for (Stretch each : stretches) {
      each.spans().forEach((partition, span) -> firsts.merge(partition, span.first(), Math::min));
    }
    return firsts;
  }

  /**
   * Lets a recomputation take in all frames, and ends it; may be called once.
   *
   * @throws IngestException if bronze holds an offset twice
   */
  public void recompute(Recomputation recomputation, Recomputation.Watch watch) {
    long[] done = new long[1];
    forEach(
        each -> {
          recomputation.take(each);
          watch.recomputed(++done[0], bronze.rows());
        });
    recomputation.finish();
  }

  /** Hands over all frames, each valid during the call; may be called once. */
  void forEach(Consumer<Frame> sink) {
    for (Stretch each : stretches) {
      if (each.isInOrder()) {
        catalog.read(bronze, each.files().get(0), rows -> giveAll(rows, sink));
      } else {
        giveSorted(each, sink);
      }
    }
  }

  private void giveAll(Rows rows, Consumer<Frame> sink) {
    for (int row = 0; row < rows.size(); row++) {
      give(rows, row, sink);
    }
  }

  private void give(Rows rows, int row, Consumer<Frame> sink) {
    BronzeRow.fill(frame, rows, row);
    Long before = last.put(frame.partition, frame.offset);
    if (before != null && before >= frame.offset) {
      throw new IngestException(
          "Cannot compute from %s: it holds offset %d of partition %d more than once, so nothing follows from it"
              .formatted(bronze.table(), frame.offset, frame.partition));
    }
    sink.accept(frame);
  }

  private void giveSorted(Stretch stretch, Consumer<Frame> sink) {
    long portions = 1 + Math.max(stretch.rows() / portionRows, stretch.bytes() / PORTION_BYTES);
    for (long i = 0; i < portions; i++) {
      Portion portion = new Portion(stretch, i, portions, new Rows(bronze.schema()));
      stretch.files().forEach(file -> catalog.read(bronze, file, portion::pick));
      for (int row : portion.inOrder()) {
        give(portion.rows(), row, sink);
      }
    }
  }
}
