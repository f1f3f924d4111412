package tributary.core.windows;

/**
 * The place of a row in its window: by event time, then sequence, then the frame it came from, then
 * the item of the frame. Reused from row to row; on the hot path, hence mutable.
 */
final class Order {
  private long timeMicros;
  private long sequence;
  private int partition;
  private long offset;
  private int item;

  void set(long newTimeMicros, long newSequence, int newPartition, long newOffset, int newItem) {
    timeMicros = newTimeMicros;
    sequence = newSequence;
    partition = newPartition;
    offset = newOffset;
    item = newItem;
  }

  void copy(Order other) {
    set(other.timeMicros, other.sequence, other.partition, other.offset, other.item);
  }

  boolean isBefore(Order other) {
    if (timeMicros != other.timeMicros) {
      return timeMicros < other.timeMicros;
    }
    if (sequence != other.sequence) {
      return sequence < other.sequence;
    }
    if (partition != other.partition) {
      return partition < other.partition;
    }
    return offset != other.offset ? offset < other.offset : item < other.item;
  }
}
