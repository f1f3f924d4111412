package tributary.core.intake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.core.decode.Decoder;
import tributary.core.decode.Outcome;
import tributary.core.frame.Frame;
import tributary.core.frame.FrameOrigin;
import tributary.core.gaps.Gap;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Continuity;
import tributary.core.spec.Key;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;
import tributary.core.windows.Watermarks;
import tributary.core.windows.Windows;

/**
 * Takes frames in, in the order of their offsets, and cuts what came of them into batches. What it
 * makes of a frame depends on the log below it and on nothing else, so a frame that is read again
 * after a crash meets the same decision. Not thread-safe.
 */
public final class Intake {
  private static final int WHOLE_FRAME = -1;

  private final Lane lane;
  private final Decoder decoder;
  private final int timeColumn;
  private final int partitionColumn;
  private final int offsetColumn;
  private final int receivedColumn;

  /** Where a row says which item of its frame it is; -1 where frames are rows themselves. */
  private final int itemColumn;

  private final @Nullable Duplicates keys;
  private final Partitions partitions;
  private final List<Windows> windows = new ArrayList<>();
  private final List<Watermarks> marks = new ArrayList<>();
  private final @Nullable GapKeeping gaps;
  private Buffers filling;
  private Buffers spare;
  private boolean hasSpilledQuarantine;
  private long frames;
  private long bytes;
  private long newestMicros;

  /**
   * Goes on where the tables stand, with all partitions.
   *
   * @param history asked for what memory needs of the committed rows, now and later
   */
  public Intake(Pipeline pipeline, Resume resume, History history) {
    this(pipeline, resume, history, Lane.ALL);
  }

  /**
   * Goes on where the tables stand, with the partitions of one lane.
   *
   * @param resume of all partitions: how far others have come counts in places
   * @param history asked for what memory needs of the committed rows, now and later
   */
  public Intake(Pipeline pipeline, Resume resume, History history, Lane lane) {
    Schema schema = TableSchemas.silver(pipeline.silver());
    Key key = pipeline.silver().key();
    long withinMicros = SilverKeys.withinMicros(key);
    this.decoder = new Decoder(pipeline.silver());
    this.timeColumn = schema.indexOf(pipeline.silver().eventTime());
    this.partitionColumn = schema.indexOf(TableSchemas.PARTITION);
    this.offsetColumn = schema.indexOf(TableSchemas.OFFSET);
    this.receivedColumn = schema.indexOf(pipeline.silver().receivedAt());
    this.itemColumn = pipeline.silver().each() == null ? -1 : schema.indexOf(TableSchemas.ITEM);
    this.lane = lane;
    this.partitions = new Partitions(resume, lane, withinMicros);
    this.keys =
        key == null
            ? null
            : duplicates(pipeline.silver(), key, schema, resume.hasNoSilver(), history);
    for (int i = 0; i < pipeline.gold().size(); i++) {
      windows.add(
          new Windows(pipeline.gold().get(i), pipeline.silver(), history, this::isComplete));
      marks.add(partitions.marks(i));
    }
    Continuity continuity = pipeline.silver().continuity();
    this.gaps =
        continuity == null
            ? null
            : new GapKeeping(pipeline, continuity, partitions, windows, marks);
    if (gaps != null) {
      gaps.restore(requireNonNull(resume.gaps(), "the ledger of the table of gaps"), history);
    }
    this.filling = new Buffers(pipeline, windows);
    this.spare = new Buffers(pipeline, windows);
    Stretches needed = restoreWindows(history);
    if (key != null) {
      resume.rememberedSilver(withinMicros, needed);
    }
    needed.forEach((from, until) -> history.silver(from, until, this::restore));
    if (lane != Lane.ALL) {
      windows.forEach(each -> each.keep(lane::has));
    }
  }

  private Duplicates duplicates(
      Silver silver, Key key, Schema schema, boolean isEmpty, History history) {
    return key.versions()
        ? new SilverVersions(silver, key, schema, itemColumn, partitions, isEmpty, history)
        : new SilverKeys(key, schema, timeColumn, itemColumn, partitions, isEmpty, history);
  }

  private @Nullable Boolean isComplete(byte[] product, long startMicros, long endMicros) {
    return gaps == null ? null : gaps.isComplete(product, startMicros, endMicros);
  }

  /** Brings back the windows that are open; answers where the rows lie that they are made of. */
  private Stretches restoreWindows(History history) {
    Stretches stretches = new Stretches();
    for (Windows each : windows) {
      history.open(
          each.table(),
          rows -> {
            each.restore(rows);
            for (int row = 0; row < rows.size(); row++) {
              stretches.add(rows.longs(0).get(row), rows.longs(1).get(row));
            }
          });
    }
    return stretches;
  }

  private void restore(Rows silver) {
    for (int i = 0; i < windows.size(); i++) {
      windows.get(i).refill(silver, marks.get(i));
    }
    if (keys != null) {
      keys.restore(silver);
    }
  }

  /** The next offset of the partition to hand over. */
  public long position(int partition) {
    return partitions.of(partition).position;
  }

  /** The next offset to hand over of each partition that some table knows or that had frames. */
  public SortedMap<Integer, Long> positions() {
    SortedMap<Integer, Long> positions = new TreeMap<>();
    partitions.own().forEach(each -> positions.put(each.number, each.position));
    return positions;
  }

  /** How many frames were taken in since the last cut. */
  public long frames() {
    return frames;
  }

  /** How many bytes those frames have. */
  public long bytes() {
    return bytes;
  }

  /** The latest receive time of all frames so far, microseconds since the epoch. */
  public long newestMicros() {
    return newestMicros;
  }

  /** How often a row came after its window was over, so far, all gold tables together. */
  public long late() {
    return windows.stream().mapToLong(Windows::late).sum();
  }

  /** The silver rows since the last cut, for those who show them before the commit. */
  public Rows silver() {
    return filling.silver;
  }

  /** Writes the windows of one gold table that changed; see {@link Windows#drainTouched}. */
  public void drainTouched(int table, Rows rows) {
    windows.get(table).drainTouched(rows, marks.get(table));
  }

  /**
   * At most so many gaps whose rows could be fetched, those with the earliest times first.
   *
   * @param isQuiet whether nothing comes, so that those count that no later row has confirmed
   */
  public List<Gap> openGaps(int most, boolean isQuiet) {
    return gaps == null ? List.of() : gaps.open(most, isQuiet);
  }

  /** How many rows were of products beyond those whose gaps are noticed. */
  public long unwatched() {
    return gaps == null ? 0 : gaps.unwatched();
  }

  /**
   * Notes how far event time has come in the partitions of other lanes: what is older may be in the
   * tables.
   *
   * @param highestMicros the highest event time that is committed, microseconds since the epoch
   */
  public void advance(long highestMicros) {
    partitions.advance(highestMicros);
  }

  /** The highest event time of all partitions so far, or {@link Range#NO_TIME}. */
  public long highestMicros() {
    return partitions.highestMicros();
  }

  /**
   * Takes in one frame.
   *
   * @throws IllegalStateException if the frame was taken in before, or is of another lane
   */
  public void take(Frame frame) {
    PartitionIntake partition = partitions.of(frame.partition);
    if (!lane.has(frame.partition)) {
      throw new IllegalStateException(
          "Cannot take in a frame of partition " + frame.partition + ": it is of another lane");
    }
    if (frame.offset < partition.position) {
      throw new IllegalStateException(
          "Cannot take in offset %d of partition %d: already at %d"
              .formatted(frame.offset, frame.partition, partition.position));
    }
    if (frame.offset >= partition.bronzeNext) {
      keepBronze(frame);
    }
    boolean counted = frame.offset >= partition.silverNext;
    if (frame.origin == FrameOrigin.FEED) {
      takeMark(frame, partition, counted);
    } else {
      takeDecoded(frame, partition, counted);
    }
    partition.position = frame.offset + 1;
    frames++;
    newestMicros = Math.max(newestMicros, frame.receivedMicros);
    bytes += frame.value == null ? 0 : frame.value.length;
  }

  /** Goes on at this offset of the partition: what is still missing below it there is no more. */
  public void passOver(int partition, long next) {
    PartitionIntake passed = partitions.of(partition);
    passed.position = Math.max(passed.position, next);
  }

  private void takeMark(Frame frame, PartitionIntake partition, boolean counted) {
    if (gaps != null) {
      gaps.mark(frame, partition);
    }
    if (counted) {
      partition.countControl();
    }
  }

  private void takeDecoded(Frame frame, PartitionIntake partition, boolean counted) {
    Outcome outcome = decoder.decode(frame.value, receipt(frame), filling.silver);
    if (outcome instanceof Outcome.Row) {
      takeRow(frame, partition, counted);
    } else if (outcome instanceof Outcome.Items items) {
      takeItems(frame, partition, items.count(), counted);
    } else if (outcome instanceof Outcome.Control control) {
      if (gaps != null) {
        gaps.control(frame, partition, decoder, control.timeMicros());
      }
      partitions.advance(partition, control.timeMicros());
      if (counted) {
        partition.countControl();
      }
    } else if (outcome instanceof Outcome.Rejected rejected) {
      takeRejected(frame, partition, rejected, WHOLE_FRAME, counted);
    }
  }

  /** What was fetched afterwards is as old as it is: when it was received tells nothing of that. */
  private static long receipt(Frame frame) {
    return frame.origin == FrameOrigin.BACKFILL ? Range.NO_TIME : frame.receivedMicros;
  }

  private void keepBronze(Frame frame) {
    Rows bronze = filling.bronze;
    int row = bronze.open();
    bronze.longs(0).set(row, frame.partition);
    bronze.longs(1).set(row, frame.offset);
    bronze.longs(2).set(row, frame.kafkaMicros);
    bronze.longs(3).set(row, frame.receivedMicros);
    if (frame.key != null) {
      bronze.bytes(4).set(row, frame.key);
    }
    bronze.bytes(5).set(row, frame.headers.array(), 0, frame.headers.length());
    if (frame.value != null) {
      bronze.bytes(6).set(row, frame.value);
    }
    bronze.keep();
  }

  private void takeItems(Frame frame, PartitionIntake partition, int count, boolean counted) {
    for (int item = 0; item < count; item++) {
      Rows silver = filling.silver;
      Outcome outcome = decoder.item(item, silver);
      if (outcome instanceof Outcome.Rejected rejected) {
        takeRejected(frame, partition, rejected, item, counted);
      } else {
        silver.longs(itemColumn).set(silver.size(), item);
        takeRow(frame, partition, counted);
      }
    }
    if (counted) {
      partition.countExtra(count - 1);
    }
  }

  private void takeRow(Frame frame, PartitionIntake partition, boolean counted) {
    Rows silver = filling.silver;
    int row = silver.size();
    long time = silver.longs(timeColumn).get(row);
    silver.longs(partitionColumn).set(row, frame.partition);
    silver.longs(offsetColumn).set(row, frame.offset);
    silver.longs(receivedColumn).set(row, frame.receivedMicros);
    boolean isNew = keys == null || !keys.isDuplicate(frame, partition, silver, row);
    if (gaps != null) {
      gaps.row(frame, partition, silver, row, time, isNew);
    }
    if (!isNew) {
      partitions.advance(partition, time);
      if (counted) {
        partition.countDuplicate();
      }
      return;
    }
    silver.keep();
    for (int i = 0; i < windows.size(); i++) {
      if (frame.offset >= partition.goldNext[i]) {
        windows.get(i).add(silver, row, frame.partition, frame.offset, marks.get(i));
      }
    }
    partitions.advance(partition, time);
    if (counted) {
      partition.countSilver();
    } else {
      silver.dropLast();
    }
  }

  private void takeRejected(
      Frame frame,
      PartitionIntake partition,
      Outcome.Rejected rejected,
      int item,
      boolean counted) {
    if (frame.offset >= partition.quarantineNext) {
      Rows quarantine = filling.quarantine;
      int row = quarantine.open();
      quarantine.longs(0).set(row, frame.partition);
      quarantine.longs(1).set(row, frame.offset);
      quarantine.longs(2).set(row, frame.receivedMicros);
      quarantine.bytes(3).set(row, rejected.reason().code());
      quarantine.bytes(4).set(row, rejected.detail());
      keepPayload(frame, item, quarantine, row);
      quarantine.keep();
    }
    if (counted) {
      partition.countQuarantine();
    }
  }

  private void keepPayload(Frame frame, int item, Rows quarantine, int row) {
    if (frame.value == null) {
      return;
    }
    if (item == WHOLE_FRAME) {
      quarantine.bytes(5).set(row, frame.value);
    } else {
      int start = decoder.itemStart(item);
      quarantine.bytes(5).set(row, frame.value, start, decoder.itemLength(item));
      quarantine.longs(6).set(row, item);
    }
  }

  /**
   * Hands over the rows of the growing tables that there are so far and forgets them, so that a
   * batch may be larger than memory. The batch goes on: the next {@link #cut} has what comes after.
   *
   * @param sink is handed the rows, valid during the call
   */
  public void spill(Spill sink) {
    sink.take(filling.bronze, filling.quarantine, filling.silver);
    hasSpilledQuarantine |= !filling.quarantine.isEmpty();
    filling.bronze.clear();
    filling.quarantine.clear();
    filling.silver.clear();
    bytes = 0;
  }

  /** Takes rows of a batch that has not ended. */
  @FunctionalInterface
  public interface Spill {
    void take(Rows bronze, Rows quarantine, Rows silver);
  }

  /** Ends the batch: hands over what came of the frames since the last one. */
  public Batch cut() {
    Buffers full = filling;
    List<GoldBatch> gold = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      windows.get(i).cut(marks.get(i), full.gold.get(i));
      SortedMap<Integer, Range> ranges = new TreeMap<>();
      for (PartitionIntake partition : partitions.own()) {
        partition.cutGold(i, ranges);
      }
      gold.add(new GoldBatch(windows.get(i).table(), full.gold.get(i), ranges));
    }
    SortedMap<Integer, Range> bronze = new TreeMap<>();
    SortedMap<Integer, Range> quarantine = new TreeMap<>();
    SortedMap<Integer, Range> silver = new TreeMap<>();
    for (PartitionIntake partition : partitions.own()) {
      partition.cutBronze(bronze);
      if (hasSpilledQuarantine || !full.quarantine.isEmpty()) {
        partition.cutQuarantine(quarantine);
      }
      partition.cutSilver(silver);
    }
    GoldBatch missing = gaps == null ? null : gaps.cut(full.gaps);
    if (keys != null) {
      keys.forget();
    }
    Batch batch =
        new Batch(
            new TableBatch(full.bronze, bronze),
            new TableBatch(full.quarantine, quarantine),
            new TableBatch(full.silver, silver),
            List.copyOf(gold),
            missing,
            frames,
            newestMicros);
    filling = spare;
    spare = full;
    filling.clear();
    hasSpilledQuarantine = false;
    frames = 0;
    bytes = 0;
    return batch;
  }
}
