package tributary.core.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.core.decode.Decoder;
import tributary.core.frame.Frame;
import tributary.core.frame.Mark;
import tributary.core.frame.MarkJson;
import tributary.core.gaps.Gap;
import tributary.core.gaps.GapBook;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.spec.Continuity;
import tributary.core.spec.Pipeline;
import tributary.core.windows.Cut;
import tributary.core.windows.Watermarks;
import tributary.core.windows.Windows;

/** Keeps the book of gaps of each partition, and tells the windows of what comes and goes in it. */
final class GapKeeping {
  private final Pipeline pipeline;
  private final Continuity continuity;
  private final Partitions partitions;
  private final List<Windows> windows;
  private final List<Watermarks> marks;
  private final int productColumn;
  private final int idColumn;
  private long offset;

  GapKeeping(
      Pipeline pipeline,
      Continuity continuity,
      Partitions partitions,
      List<Windows> windows,
      List<Watermarks> marks) {
    this.pipeline = pipeline;
    this.continuity = continuity;
    this.partitions = partitions;
    this.windows = windows;
    this.marks = marks;
    this.productColumn = pipeline.silver().indexOf(continuity.product());
    this.idColumn = continuity.id() == null ? -1 : pipeline.silver().indexOf(continuity.id());
  }

  /** Goes on where the table stands, in partitions where it is not ahead of others. */
  void restore(Ledger ledger, History history) {
    history.open(
        continuity.table(),
        rows -> {
          for (PartitionIntake partition : partitions.own()) {
            Range known = ledger.partitions().get(partition.number);
            if (known != null && known.next() == partition.position) {
              book(partition).restore(known.heads(), rows);
            }
          }
        });
  }

  private GapBook book(PartitionIntake partition) {
    GapBook book = partition.book;
    if (book == null) {
      book =
          new GapBook(
              partition.number,
              pipeline.feed(),
              pipeline.silver(),
              continuity,
              (product, from, to, repaired) -> tell(partition, product, from, to, repaired));
      partition.book = book;
    }
    return book;
  }

  /** A gold table that is ahead has been told before. */
  private void tell(
      PartitionIntake partition, byte[] product, long from, long to, boolean repaired) {
    for (int i = 0; i < windows.size(); i++) {
      if (offset >= partition.goldNext[i]) {
        windows.get(i).recheck(product, from, to, repaired, partition.number, marks.get(i));
      }
    }
  }

  /** Takes in a row before its windows do. */
  void row(Frame frame, PartitionIntake partition, Rows silver, int row, long time, boolean isNew) {
    offset = frame.offset;
    long id = idColumn < 0 ? 0 : silver.longs(idColumn).get(row);
    book(partition)
        .row(silver.bytes(productColumn), row, id, time, isNew, frame, partition.highestMicros);
  }

  /** Takes in the control frame that was decoded last. */
  void control(Frame frame, PartitionIntake partition, Decoder decoder, long time) {
    if (time != Range.NO_TIME && decoder.namesNewest(productColumn)) {
      offset = frame.offset;
      book(partition)
          .newest(
              decoder.frameRows().bytes(productColumn),
              decoder.frameRow(),
              decoder.newest(),
              time,
              frame);
    }
  }

  /** Takes in what the feed itself has written. */
  void mark(Frame frame, PartitionIntake partition) {
    Mark mark = MarkJson.read(frame.value);
    if (mark != null) {
      offset = frame.offset;
      book(partition).mark(mark, frame);
    }
  }

  /** As {@link tributary.core.windows.Completeness} asks. */
  @Nullable Boolean isComplete(byte[] product, long startMicros, long endMicros) {
    Boolean complete = null;
    for (PartitionIntake each : partitions.own()) {
      Boolean here =
          each.book == null ? null : each.book.isComplete(product, startMicros, endMicros);
      if (here != null) {
        complete = here && !Boolean.FALSE.equals(complete);
      }
    }
    return complete;
  }

  /** What could be fetched, oldest first. */
  List<Gap> open(int most, boolean isQuiet) {
    List<Gap> gaps = new ArrayList<>();
    for (PartitionIntake each : partitions.own()) {
      if (each.book != null && each.highestMicros != Range.NO_TIME) {
        each.book.openGaps(isQuiet ? Long.MAX_VALUE : each.highestMicros, gaps);
      }
    }
    gaps.sort(Comparator.comparingLong(Gap::fromMicros));
    return List.copyOf(gaps.subList(0, Math.min(most, gaps.size())));
  }

  long unwatched() {
    long rows = 0;
    for (PartitionIntake each : partitions.own()) {
      rows += each.book == null ? 0 : each.book.unwatched();
    }
    return rows;
  }

  /** Ends the batch. While the table is ahead in some partition there is nothing to commit. */
  GoldBatch cut(Cut cut) {
    SortedMap<Integer, Range> ranges = new TreeMap<>();
    boolean isAhead = partitions.own().stream().anyMatch(each -> each.position < each.gapsNext);
    for (PartitionIntake each : partitions.own()) {
      if (!isAhead) {
        GapBook book = book(each);
        book.write(cut.open());
        book.drainSealed(cut.sealed(), each.gapsNext);
        each.cutGaps(ranges, book.heads());
      }
    }
    return new GoldBatch(continuity.table(), cut, ranges);
  }
}
