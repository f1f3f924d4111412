package tributary.core.intake;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one lane's batch changes in the tables that are replaced in.
 *
 * @param partitions those of the lane
 * @param gold in the order of the pipeline's gold tables; {@code open} has all windows of the lane
 * @param gaps null where nobody notices gaps
 */
public record LaneCut(Set<Integer> partitions, List<GoldBatch> gold, @Nullable GoldBatch gaps) {

  public LaneCut {
    partitions = Set.copyOf(partitions);
    gold = List.copyOf(gold);
  }
}
