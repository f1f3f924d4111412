package tributary.core.windows;

/**
 * The place of a row in its window: by event time, then sequence, then the frame it came from.
 * Reused from row to row; on the hot path, hence mutable.
 */
final class Order {
  private long timeMicros;
  private long sequence;
  private int partition;
  private long offset;

  void set(long newTimeMicros, long newSequence, int newPartition, long newOffset) {
    timeMicros = newTimeMicros;
    sequence = newSequence;
    partition = newPartition;
    offset = newOffset;
  }

  void copy(Order other) {
    set(other.timeMicros, other.sequence, other.partition, other.offset);
  }

  boolean isBefore(Order other) {
    if (timeMicros != other.timeMicros) {
      return timeMicros < other.timeMicros;
    }
    if (sequence != other.sequence) {
      return sequence < other.sequence;
    }
    return partition != other.partition ? partition < other.partition : offset < other.offset;
  }
}
