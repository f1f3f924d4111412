package tributary.app.broker;

import java.util.List;

/**
 * A topic as Kafka describes it.
 *
 * @param id Kafka's own id: a topic that was deleted and made again has another
 * @param partitions in the order of their numbers, which are 0, 1, ...
 */
public record TopicState(String name, String id, List<Partition> partitions) {

  public TopicState {
    partitions = List.copyOf(partitions);
  }

  /**
   * One partition of a topic.
   *
   * @param begin the first offset that is still kept
   * @param end the offset that the next record gets
   */
  public record Partition(long begin, long end) {}
}
