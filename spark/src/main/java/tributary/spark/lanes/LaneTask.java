package tributary.spark.lanes;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * One task of a batch: takes in the frames of a lane, or of several one after the other, and
 * answers what came of them. What it writes is in no table yet, so a task that fails, or is tried
 * twice, leaves nothing behind but files that will be swept away.
 */
public final class LaneTask implements FlatMapFunction<Iterator<InternalRow>, LaneResult> {
  private static final long serialVersionUID = 1;
  private static final LaneCache KEPT = new LaneCache();

  private final LaneOrder order;
  private final KafkaFrames frames;

  /**
   * @param frames how rows are read
   */
  public LaneTask(LaneOrder order, KafkaFrames frames) {
    this.order = order;
    this.frames = frames;
  }

  @Override
  public Iterator<LaneResult> call(Iterator<InternalRow> rows) {
    List<LaneResult> results = new ArrayList<>();
    @Nullable Turn turn = null;
    try {
      while (rows.hasNext()) {
        InternalRow row = rows.next();
        Set<Integer> lane = order.laneOf(frames.partition(row));
        if (turn == null || !turn.lane.equals(lane)) {
          if (turn != null) {
            turn.finish(results);
          }
          turn = new Turn(lane);
        }
        turn.state.take(frames, row);
      }
      if (turn != null) {
        turn.finish(results);
      }
      return results.iterator();
    } catch (RuntimeException | Error e) {
      if (turn != null) {
        turn.state.close();
      }
      throw e;
    }
  }

  /** A lane's turn within the task. */
  private final class Turn {
    final Set<Integer> lane;
    final LaneState state;
    private final boolean restored;

    Turn(Set<Integer> lane) {
      this.lane = lane;
      LaneState kept = KEPT.take(order, lane);
      this.restored = kept == null;
      this.state = kept == null ? new LaneState(order, order.pipeline(), lane) : kept;
      state.begin(order);
    }

    void finish(List<LaneResult> results) {
      state.finish(restored).ifPresent(results::add);
      if (TaskContext.get() != null && TaskContext.get().isInterrupted()) {
        state.close();
      } else {
        KEPT.put(order, lane, state);
      }
    }
  }
}
