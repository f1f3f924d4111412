package tributary.app.broker;

import java.util.Optional;

/**
 * A Kafka cluster as messages name it; so is its text form.
 *
 * @param origin where its settings come from: a file, or "the embedded broker"
 * @param whyNoTopicIsMade why a missing topic is not made there, as half a sentence; empty if it is
 */
public record Cluster(String origin, Optional<String> whyNoTopicIsMade) {

  /** A cluster whose topics are ours to make. */
  public static Cluster of(String origin) {
    return new Cluster(origin, Optional.empty());
  }

  @Override
  public String toString() {
    return origin;
  }
}
