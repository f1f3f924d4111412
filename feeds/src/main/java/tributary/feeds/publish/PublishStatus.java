package tributary.feeds.publish;

import java.util.Map;
import java.util.Optional;

/**
 * What a publisher has done so far.
 *
 * @param taken frames that it took, its own marks among them
 * @param published frames that the broker acknowledged
 * @param publishedBytes the sum of their lengths
 * @param refusals frames that will not be in the topic, by reason; {@code shed} for want of room
 * @param waitingFor why it is waiting for room, or sheds, if it does
 */
public record PublishStatus(
    long taken,
    long published,
    long publishedBytes,
    Map<String, Long> refusals,
    Optional<String> waitingFor) {

  public PublishStatus {
    refusals = Map.copyOf(refusals);
  }

  /** Frames that will not be in the topic. */
  public long refused() {
    return refusals.values().stream().mapToLong(Long::longValue).sum();
  }
}
