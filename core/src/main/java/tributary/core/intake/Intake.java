package tributary.core.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.core.decode.Decoder;
import tributary.core.decode.Outcome;
import tributary.core.dedup.Coordinates;
import tributary.core.dedup.KeyMemory;
import tributary.core.frame.Frame;
import tributary.core.ledger.Range;
import tributary.core.rows.KeyReader;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Key;
import tributary.core.spec.Pipeline;
import tributary.core.windows.Watermarks;
import tributary.core.windows.Windows;

/**
 * Takes frames in, in the order of their offsets, and cuts what came of them into batches. What it
 * makes of a frame depends on the log below it and on nothing else, so a frame that is read again
 * after a crash meets the same decision. Not thread-safe.
 */
public final class Intake {
  private final History history;
  private final Resume resume;
  private final Decoder decoder;
  private final Schema silverSchema;
  private final int timeColumn;
  private final int partitionColumn;
  private final int offsetColumn;
  private final int receivedColumn;
  private final @Nullable Key key;
  private final KeyReader keyReader;
  private final long withinMicros;
  private final KeyMemory memory = new KeyMemory();
  private final List<Windows> windows = new ArrayList<>();
  private final List<Marks> marks = new ArrayList<>();
  private final TreeMap<Integer, PartitionIntake> partitions = new TreeMap<>();
  private final long leastFloorMicros;
  private long highestMicros = Range.NO_TIME;
  private Buffers filling;
  private Buffers spare;
  private @Nullable PartitionIntake current;
  private long frames;
  private long bytes;
  private long newestMicros;

  /**
   * Goes on where the tables stand.
   *
   * @param history asked for what memory needs of the committed rows, now and later
   */
  public Intake(Pipeline pipeline, Resume resume, History history) {
    this.history = history;
    this.resume = resume;
    this.decoder = new Decoder(pipeline.silver());
    this.silverSchema = TableSchemas.silver(pipeline.silver());
    this.timeColumn = silverSchema.indexOf(pipeline.silver().eventTime());
    this.partitionColumn = silverSchema.indexOf(TableSchemas.PARTITION);
    this.offsetColumn = silverSchema.indexOf(TableSchemas.OFFSET);
    this.receivedColumn = silverSchema.indexOf(TableSchemas.RECEIVED_AT);
    this.key = pipeline.silver().key();
    this.keyReader = new KeyReader(keyColumns());
    this.withinMicros = key == null ? 0 : key.within().toNanos() / 1000;
    for (int i = 0; i < pipeline.gold().size(); i++) {
      windows.add(new Windows(pipeline.gold().get(i), pipeline.silver(), history));
      marks.add(new Marks(i));
    }
    this.filling = new Buffers(silverSchema, windows);
    this.spare = new Buffers(silverSchema, windows);
    this.leastFloorMicros = restorePartitions();
    restoreRows();
  }

  private int[] keyColumns() {
    return key == null
        ? new int[0]
        : key.columns().stream().mapToInt(silverSchema::indexOf).toArray();
  }

  /** Answers the floor of partitions that no table knows yet. */
  private long restorePartitions() {
    long floor = Long.MIN_VALUE;
    for (int number : resume.partitions()) {
      PartitionIntake partition = new PartitionIntake(number, resume, Long.MIN_VALUE);
      partitions.put(number, partition);
      highestMicros = Math.max(highestMicros, partition.highestMicros);
      floor = Math.max(floor, partition.floorMicros(withinMicros));
    }
    return floor;
  }

  private void restoreRows() {
    long[] from = {Long.MAX_VALUE};
    for (Windows each : windows) {
      history.open(
          each.table(),
          rows -> {
            each.restore(rows);
            for (int row = 0; row < rows.size(); row++) {
              from[0] = Math.min(from[0], rows.longs(0).get(row));
            }
          });
    }
    if (key != null) {
      for (PartitionIntake partition : partitions.values()) {
        from[0] = Math.min(from[0], partition.floorMicros(withinMicros));
      }
    }
    if (from[0] != Long.MAX_VALUE) {
      history.silver(from[0], Long.MAX_VALUE, this::restore);
    }
  }

  private void restore(Rows silver) {
    for (int i = 0; i < windows.size(); i++) {
      windows.get(i).refill(silver, marks.get(i));
    }
    for (int row = 0; key != null && row < silver.size(); row++) {
      keyReader.read(silver, row);
      memory.remember(
          keyReader,
          silver.longs(timeColumn).get(row),
          (int) silver.longs(partitionColumn).get(row),
          silver.longs(offsetColumn).get(row));
    }
  }

  /** The next offset of the partition to hand over. */
  public long position(int partition) {
    return partition(partition).position;
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

  /** The silver rows since the last cut, for those who show them before the commit. */
  public Rows silver() {
    return filling.silver;
  }

  /** Writes the windows of one gold table that changed since the last call. */
  public void drainTouched(int table, Rows rows) {
    windows.get(table).drainTouched(rows, marks.get(table));
  }

  /**
   * Takes in one frame.
   *
   * @throws IllegalStateException if the frame was taken in before
   */
  public void take(Frame frame) {
    PartitionIntake partition = partition(frame.partition);
    if (frame.offset < partition.position) {
      throw new IllegalStateException(
          "Cannot take in offset %d of partition %d: already at %d"
              .formatted(frame.offset, frame.partition, partition.position));
    }
    if (frame.offset >= partition.bronzeNext) {
      keepBronze(frame);
    }
    boolean counted = frame.offset >= partition.silverNext;
    Outcome outcome = decoder.decode(frame.value, frame.receivedMicros, filling.silver);
    if (outcome instanceof Outcome.Row) {
      takeRow(frame, partition, counted);
    } else if (outcome instanceof Outcome.Control control) {
      advance(partition, control.timeMicros());
      if (counted) {
        partition.countControl();
      }
    } else if (outcome instanceof Outcome.Rejected rejected) {
      takeRejected(frame, partition, rejected, counted);
    }
    partition.position = frame.offset + 1;
    frames++;
    newestMicros = Math.max(newestMicros, frame.receivedMicros);
    bytes += frame.value == null ? 0 : frame.value.length;
  }

  private PartitionIntake partition(int number) {
    if (current == null || current.number != number) {
      current =
          partitions.computeIfAbsent(
              number, absent -> new PartitionIntake(absent, resume, leastFloorMicros));
    }
    return current;
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

  private void takeRow(Frame frame, PartitionIntake partition, boolean counted) {
    Rows silver = filling.silver;
    int row = silver.size();
    long time = silver.longs(timeColumn).get(row);
    silver.longs(partitionColumn).set(row, frame.partition);
    silver.longs(offsetColumn).set(row, frame.offset);
    silver.longs(receivedColumn).set(row, frame.receivedMicros);
    if (key != null && isDuplicate(frame, partition, silver, row, time)) {
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
    advance(partition, time);
    if (counted) {
      partition.countSilver();
    } else {
      silver.dropLast();
    }
  }

  private boolean isDuplicate(
      Frame frame, PartitionIntake partition, Rows silver, int row, long time) {
    keyReader.read(silver, row);
    switch (memory.ask(keyReader, frame.partition, frame.offset)) {
      case DUPLICATE -> {
        return true;
      }
      case SAME_FRAME -> {
        return false;
      }
      case UNKNOWN -> {
        if (time < partition.floorMicros(withinMicros) && isInTable(frame, silver, row)) {
          return true;
        }
      }
    }
    memory.remember(keyReader, time, frame.partition, frame.offset);
    return false;
  }

  private boolean isInTable(Frame frame, Rows silver, int row) {
    Coordinates known = history.find(silver, row).orElse(null);
    return known != null
        && (known.partition() != frame.partition || known.offset() != frame.offset);
  }

  private void takeRejected(
      Frame frame, PartitionIntake partition, Outcome.Rejected rejected, boolean counted) {
    if (frame.offset >= partition.quarantineNext) {
      Rows quarantine = filling.quarantine;
      int row = quarantine.open();
      quarantine.longs(0).set(row, frame.partition);
      quarantine.longs(1).set(row, frame.offset);
      quarantine.longs(2).set(row, frame.receivedMicros);
      quarantine.bytes(3).set(row, rejected.reason().code());
      quarantine.bytes(4).set(row, rejected.detail());
      if (frame.value != null) {
        quarantine.bytes(5).set(row, frame.value);
      }
      quarantine.keep();
    }
    if (counted) {
      partition.countQuarantine();
    }
  }

  private void advance(PartitionIntake partition, long timeMicros) {
    partition.advance(timeMicros);
    highestMicros = Math.max(highestMicros, timeMicros);
  }

  /** Ends the batch: hands over what came of the frames since the last one. */
  public Batch cut() {
    Buffers full = filling;
    List<GoldBatch> gold = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      windows.get(i).cut(marks.get(i), full.open.get(i), full.sealed.get(i));
      SortedMap<Integer, Range> ranges = new TreeMap<>();
      for (PartitionIntake partition : partitions.values()) {
        partition.cutGold(i, ranges);
      }
      gold.add(new GoldBatch(windows.get(i).table(), full.open.get(i), full.sealed.get(i), ranges));
    }
    SortedMap<Integer, Range> bronze = new TreeMap<>();
    SortedMap<Integer, Range> quarantine = new TreeMap<>();
    SortedMap<Integer, Range> silver = new TreeMap<>();
    for (PartitionIntake partition : partitions.values()) {
      partition.cutBronze(bronze);
      partition.cutQuarantine(quarantine);
      partition.cutSilver(silver);
    }
    memory.forget(number -> partition(number).floorMicros(withinMicros));
    Batch batch =
        new Batch(
            new TableBatch(full.bronze, bronze),
            new TableBatch(full.quarantine, quarantine),
            new TableBatch(full.silver, silver),
            List.copyOf(gold),
            frames,
            newestMicros);
    filling = spare;
    spare = full;
    filling.clear();
    frames = 0;
    bytes = 0;
    return batch;
  }

  /** The watermarks as one gold table sees them: it may be ahead of the position. */
  private final class Marks implements Watermarks {
    private final int table;

    Marks(int table) {
      this.table = table;
    }

    @Override
    public long highestMicros(int number) {
      return partition(number).highestMicros;
    }

    @Override
    public long highestMicros() {
      return highestMicros;
    }

    @Override
    public long position(int number) {
      PartitionIntake partition = partition(number);
      return Math.max(partition.position, partition.goldNext[table]);
    }
  }
}
