package tributary.feeds.poll;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What came of asking once. No text in it holds a secret. */
sealed interface Attempt {

  /**
   * Data.
   *
   * @param told the products that they tell about
   * @param frame the record's value
   * @param receivedMicros microseconds since the epoch
   */
  record Good(Set<String> told, byte[] frame, long receivedMicros) implements Attempt {}

  /** The venue refuses, and wants to be left alone; by how long it may not say. */
  record Held(String words, Optional<Duration> pause) implements Attempt {}

  /** The venue refuses this; asking again would bring the same. */
  record Refused(String words) implements Attempt {}

  /** Nothing that could be used. */
  record Failed(String reason, boolean isRetryable) implements Attempt {}
}
