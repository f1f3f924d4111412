package tributary.core.intake;

import java.util.Set;

/**
 * The partitions whose frames one {@link Intake} takes in. Several intakes can share a topic, each
 * with a lane of its own, as long as no two lanes have rows of the same key or window.
 */
@FunctionalInterface
public interface Lane {
  /** All partitions, those that are added later too. */
  Lane ALL = partition -> true;

  /** Whether frames of the partition are taken in here. */
  boolean has(int partition);

  /** Some partitions. */
  static Lane of(Set<Integer> partitions) {
    return Set.copyOf(partitions)::contains;
  }
}
