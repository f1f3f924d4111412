package tributary.app.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A plain WebSocket client that remembers which frames it got. */
final class Listener implements WebSocket.Listener {
  private final Digest digest = new Digest();
  private final Set<String> digests = new HashSet<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private long frames;

  @Override
  public synchronized @Nullable CompletionStage<?> onText(
      WebSocket socket, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      take(text.toString().getBytes(UTF_8));
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onBinary(
      WebSocket socket, ByteBuffer part, boolean last) {
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    binary.writeBytes(bytes);
    if (last) {
      take(binary.toByteArray());
      binary.reset();
    }
    socket.request(1);
    return null;
  }

  private void take(byte[] frame) {
    frames++;
    if (!Frames.isAnswer(frame)) {
      digests.add(digest.of(frame));
    }
    notifyAll();
  }

  /** Waits until so many frames have come, the venue's answers among them. */
  synchronized void awaitFrames(long wanted, long seconds) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (frames < wanted) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        fail("%d frames of %d came within %d s".formatted(frames, wanted, seconds));
      }
      wait(left);
    }
  }

  /** Of all different frames but the venue's answers. */
  synchronized Set<String> digests() {
    return Set.copyOf(digests);
  }
}
