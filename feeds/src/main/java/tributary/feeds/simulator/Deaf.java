package tributary.feeds.simulator;

import java.util.List;

/** A venue that keeps the connection open and takes no notice of what is asked for. */
final class Deaf implements Conversation {

  @Override
  public List<byte[]> hear(String text, long nowMicros) {
    return List.of();
  }

  @Override
  public boolean begun() {
    return false;
  }

  @Override
  public boolean wants(FrameFacts facts, long receivedMicros) {
    return false;
  }
}
