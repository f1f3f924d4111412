package tributary.spark.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tributary.core.gaps.GapBook;
import tributary.core.intake.GoldBatch;
import tributary.core.intake.LaneCut;
import tributary.core.intake.LaneJoin;
import tributary.core.ledger.Range;
import tributary.core.spec.Continuity;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.core.windows.Windows;
import tributary.ingest.tables.StagedBatch.StagedTable;
import tributary.lake.StagedRows;
import tributary.spark.lanes.LaneResult;

/** Reads what the lanes of a batch answered. */
record LaneResults(Pipeline pipeline, List<LaneResult> all) {
  private static final int BRONZE = 0;
  private static final int QUARANTINE = 1;
  private static final int SILVER = 2;

  StagedTable bronze() {
    return table(LaneResult::bronze, BRONZE);
  }

  StagedTable quarantine() {
    return table(LaneResult::quarantine, QUARANTINE);
  }

  StagedTable silver() {
    return table(LaneResult::silver, SILVER);
  }

  private StagedTable table(Function<LaneResult, Collection<StagedRows>> files, int table) {
    List<StagedRows> staged = new ArrayList<>();
    SortedMap<Integer, Range> ranges = new TreeMap<>();
    for (LaneResult lane : all) {
      staged.addAll(files.apply(lane));
      LaneJoin.putAll(lane.ranges().get(table).read(), ranges);
    }
    return new StagedTable(StagedRows.join(staged), ranges);
  }

  /**
   * The changes of windows and gaps.
   *
   * @param lanes answers which partitions are a lane with the given one
   */
  List<LaneCut> cuts(Function<Integer, Set<Integer>> lanes) {
    return all.stream().map(lane -> cut(lane, lanes)).toList();
  }

  private LaneCut cut(LaneResult lane, Function<Integer, Set<Integer>> lanes) {
    List<GoldBatch> gold = new ArrayList<>();
    for (int i = 0; i < pipeline.gold().size(); i++) {
      Gold spec = pipeline.gold().get(i);
      LaneResult.Changes changes = lane.gold().get(i);
      gold.add(
          new GoldBatch(
              spec.table(),
              changes.cut(Windows.schema(spec, pipeline.silver())),
              changes.ranges().read()));
    }
    Set<Integer> partitions = new HashSet<>();
    lane.partitions().keySet().forEach(each -> partitions.addAll(lanes.apply(each)));
    Continuity continuity = pipeline.silver().continuity();
    return new LaneCut(
        partitions,
        gold,
        continuity == null ? null : gaps(continuity, lane.gold().get(gold.size())));
  }

  private static GoldBatch gaps(Continuity continuity, LaneResult.Changes changes) {
    return new GoldBatch(
        continuity.table(), changes.cut(GapBook.schema()), changes.ranges().read());
  }
}
