package tributary.core.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.core.gaps.GapBook;
import tributary.core.ledger.Range;
import tributary.core.rows.KeyReader;
import tributary.core.rows.KeyTable;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Continuity;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.core.windows.Cut;
import tributary.core.windows.Windows;

/**
 * Joins the cuts of lanes into what the tables commit: a table's open rows are replaced as a whole,
 * so those of lanes that had no frames are kept here. Not thread-safe.
 */
public final class LaneJoin {
  private final List<OpenWindows> gold = new ArrayList<>();
  private final @Nullable OpenGaps gaps;

  /**
   * Begins with what the tables hold.
   *
   * @param history is asked for the open rows of each table
   */
  public LaneJoin(Pipeline pipeline, History history) {
    for (Gold each : pipeline.gold()) {
      OpenWindows windows = new OpenWindows(each, Windows.schema(each, pipeline.silver()));
      history.open(each.table(), windows::add);
      gold.add(windows);
    }
    Continuity continuity = pipeline.silver().continuity();
    gaps = continuity == null ? null : new OpenGaps();
    if (continuity != null) {
      history.open(continuity.table(), Objects.requireNonNull(gaps)::add);
    }
  }

  /** What the tables commit; the rows are valid until the next call. */
  public Joined join(List<LaneCut> lanes) {
    List<GoldBatch> joined = new ArrayList<>();
    for (int i = 0; i < gold.size(); i++) {
      int table = i;
      joined.add(gold.get(i).join(lanes.stream().map(lane -> lane.gold().get(table)).toList()));
    }
    return new Joined(joined, gaps == null ? null : gaps.join(lanes));
  }

  /**
   * The changes of all lanes.
   *
   * @param gold in the order of the pipeline's gold tables
   * @param gaps null where nobody notices gaps
   */
  public record Joined(List<GoldBatch> gold, @Nullable GoldBatch gaps) {}

  /**
   * Adds what one lane took in.
   *
   * @throws IllegalStateException if another lane took in the same partition
   */
  public static void putAll(SortedMap<Integer, Range> lane, SortedMap<Integer, Range> all) {
    lane.forEach(
        (partition, range) -> {
          if (all.putIfAbsent(partition, range) != null) {
            throw new IllegalStateException(
                "Cannot join what lanes took in: two of them had frames of partition " + partition);
          }
        });
  }

  private static void append(Rows from, Rows to) {
    for (int row = 0; row < from.size(); row++) {
      to.append(from, row);
    }
  }

  /** The open windows of one gold table. */
  private static final class OpenWindows {
    private final String table;
    private final Schema schema;
    private final KeyReader key;
    private Rows open;

    OpenWindows(Gold gold, Schema schema) {
      this.table = gold.table();
      this.schema = schema;
      List<String> names = new ArrayList<>(List.of(gold.windowStart()));
      names.addAll(gold.by());
      this.key = new KeyReader(names.stream().mapToInt(schema::indexOf).toArray());
      this.open = new Rows(schema);
    }

    void add(Rows rows) {
      append(rows, open);
    }

    GoldBatch join(List<GoldBatch> lanes) {
      Cut cut = new Cut(new Rows(schema), new Rows(schema), new Rows(schema));
      SortedMap<Integer, Range> ranges = new TreeMap<>();
      KeyTable said = new KeyTable();
      for (GoldBatch lane : lanes) {
        putAll(lane.ranges(), ranges);
        append(lane.cut().open(), cut.open());
        append(lane.cut().sealed(), cut.sealed());
        append(lane.cut().withdrawn(), cut.withdrawn());
        note(lane.cut().open(), said);
        note(lane.cut().sealed(), said);
      }
      for (int row = 0; row < open.size(); row++) {
        key.read(open, row);
        if (said.find(key.array(), key.length()) < 0) {
          cut.open().append(open, row);
        }
      }
      open = cut.open();
      return new GoldBatch(table, cut, ranges);
    }

    /** Two lanes, or one twice, that say one window would put it into the table twice. */
    private void note(Rows rows, KeyTable said) {
      for (int row = 0; row < rows.size(); row++) {
        key.read(rows, row);
        int before = said.size();
        if (said.add(key.array(), key.length()) < before) {
          throw new IllegalStateException(
              "Cannot join what lanes say of table %s: two of them have the window from %d us on"
                  .formatted(table, rows.longs(0).get(row)));
        }
      }
    }
  }

  /** The gaps that may still change: each lane says all of its partitions' anew. */
  private static final class OpenGaps {
    private static final int PARTITION = GapBook.schema().indexOf(TableSchemas.PARTITION);

    private Rows open = new Rows(GapBook.schema());

    void add(Rows rows) {
      append(rows, open);
    }

    GoldBatch join(List<LaneCut> lanes) {
      Schema schema = GapBook.schema();
      Cut cut = new Cut(new Rows(schema), new Rows(schema), new Rows(schema));
      SortedMap<Integer, Range> ranges = new TreeMap<>();
      Set<Long> said = new HashSet<>();
      String table = "";
      for (LaneCut lane : lanes) {
        GoldBatch batch = Objects.requireNonNull(lane.gaps());
        table = batch.table();
        if (!batch.ranges().isEmpty()) {
          putAll(batch.ranges(), ranges);
          append(batch.cut().open(), cut.open());
          append(batch.cut().sealed(), cut.sealed());
          lane.partitions().forEach(partition -> said.add((long) partition));
        }
      }
      for (int row = 0; row < open.size(); row++) {
        if (!said.contains(open.longs(PARTITION).get(row))) {
          cut.open().append(open, row);
        }
      }
      open = cut.open();
      return new GoldBatch(table, cut, ranges);
    }
  }
}
