package tributary.feeds.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last whole data frame of each channel and product, whichever client it went to. One thread.
 */
public final class LastFrames {
  private record Topic(String channel, String product) {}

  private final Map<Topic, byte[]> frames = new HashMap<>();

  void remember(Frame frame) {
    FrameFacts facts = frame.facts();
    if (facts.kind() == FrameFacts.Kind.DATA
        && facts.channel() != null
        && facts.product() != null) {
      frames.put(new Topic(facts.channel(), facts.product()), frame.bytes());
    }
  }

  /** The last one; empty before the first. */
  public Optional<byte[]> of(String channel, String product) {
    return Optional.ofNullable(frames.get(new Topic(channel, product)));
  }
}
