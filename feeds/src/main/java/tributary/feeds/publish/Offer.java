package tributary.feeds.publish;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way. The producer calls it back on its own thread when the record's fate is
 * known, or on the offering thread, from inside the call of send, when the record was never taken.
 */
final class Offer implements Callback {
  private final Tally tally;
  private final Thread offering = Thread.currentThread();
  private @Nullable TimeoutException noRoom;

  Offer(Tally tally) {
    this.tally = tally;
  }

  @Override
  public void onCompletion(RecordMetadata metadata, @Nullable Exception failure) {
    if (failure instanceof TimeoutException timeout && Thread.currentThread() == offering) {
      noRoom = timeout;
    } else if (failure != null) {
      tally.refused(failure);
    } else {
      tally.published(metadata.serializedValueSize());
    }
  }

  /** Why the producer did not take the record, after a send; null if it did. */
  @Nullable TimeoutException noRoom() {
    return noRoom;
  }
}
