package tributary.spark.lanes;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tributary.core.intake.Resume;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.LedgerJson;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.ingest.tables.PlacedTables;

/**
 * What executors need to know for one batch.
 *
 * @param run random; what an executor remembers of another run does not count
 * @param batch rises by one with each batch that is tried
 * @param fileName what the pipeline file is called in messages
 * @param pipelineFile its text
 * @param places where tables are read and files are written
 * @param ledgers of bronze, quarantine, silver, the gold tables and, if there is one, that of gaps
 * @param positions by partition, the first offset that some table has not taken in
 * @param highestMicros the highest event time that is committed, microseconds since the epoch
 * @param lanes the partitions of each lane that has several; all others are lanes of their own
 * @param isTogether whether all partitions are one lane
 */
public record LaneOrder(
    String run,
    long batch,
    String fileName,
    String pipelineFile,
    PlacedTables places,
    ArrayList<String> ledgers,
    TreeMap<Integer, Long> positions,
    long highestMicros,
    ArrayList<TreeSet<Integer>> lanes,
    boolean isTogether)
    implements Serializable {

  Pipeline pipeline() {
    return PipelineReader.read(fileName, pipelineFile);
  }

  /** The partitions of a partition's lane; empty where all are one. */
  Set<Integer> laneOf(int partition) {
    if (isTogether) {
      return Set.of();
    }
    for (TreeSet<Integer> lane : lanes) {
      if (lane.contains(partition)) {
        return lane;
      }
    }
    return Set.of(partition);
  }

  /** The first offset of the partition that some table has not taken in. */
  long position(int partition) {
    return positions.getOrDefault(partition, 0L);
  }

  /** Where the tables stand. */
  Resume resume(Pipeline pipeline) {
    List<Ledger> all = ledgers.stream().map(LedgerJson::read).toList();
    int gaps = 3 + pipeline.gold().size();
    return new Resume(
        all.get(0),
        all.get(1),
        all.get(2),
        all.subList(3, gaps),
        all.size() == gaps ? null : all.get(gaps));
  }
}
