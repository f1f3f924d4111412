package tributary.feeds.simulator;

import java.util.List;

/**
 * The venue's side of a replay: the recording holds what it says, so nothing is added, and
 * everything is sent from the client's first message on. For one thread.
 */
final class Playback implements Conversation {
  private boolean begun;

  @Override
  public List<byte[]> hear(String text, long nowMicros) {
    begun = true;
    return List.of();
  }

  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public boolean wants(FrameFacts facts, long receivedMicros) {
    return true;
  }
}
