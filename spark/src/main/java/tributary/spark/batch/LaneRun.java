package tributary.spark.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import tributary.spark.lanes.KafkaFrames;
import tributary.spark.lanes.LaneOrder;
import tributary.spark.lanes.LaneResult;
import tributary.spark.lanes.LaneTask;

/**
 * Runs the lanes of one batch. Where each partition is a lane of its own, the tasks that read the
 * topic are the lanes, and no row goes from one machine to another.
 */
record LaneRun(Dataset<Row> frames, LaneOrder order) {
  private static final String LANE = "lane";

  List<LaneResult> all() {
    Dataset<Row> arranged = arranged();
    LaneTask task = new LaneTask(order, KafkaFrames.of(arranged.schema()));
    return rows(arranged).mapPartitions(task).collect();
  }

  private static JavaRDD<InternalRow> rows(Dataset<Row> frames) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) frames)
        .queryExecution()
        .toRdd()
        .toJavaRDD();
  }

  private Dataset<Row> arranged() {
    if (order.isTogether()) {
      return frames.coalesce(1);
    }
    if (order.lanes().isEmpty()) {
      return frames;
    }
    return frames
        .withColumn(LANE, expr(laneOfPartition()))
        .repartition(rows(frames).getNumPartitions(), col(LANE))
        .sortWithinPartitions(LANE, "partition", "offset");
  }

  /** A lane is called by its least partition. */
  private String laneOfPartition() {
    StringBuilder lane = new StringBuilder("CASE");
    for (TreeSet<Integer> each : order.lanes()) {
      for (int partition : each) {
        lane.append(" WHEN partition = ").append(partition).append(" THEN ").append(each.first());
      }
    }
    return lane.append(" ELSE partition END").toString();
  }
}
