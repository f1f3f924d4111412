package tributary.feeds.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.FrameOrigin;
import tributary.core.frame.Mark;
import tributary.core.frame.MarkJson;
import tributary.feeds.publish.Outlet;

/** An outlet that keeps what it is given, and can be shut for a while. */
public final class Collected implements Outlet {
  /** A record of the topic. */
  public record Taken(@Nullable String key, byte[] frame, long receivedMicros, FrameOrigin origin) {
    /** The frame as text. */
    public String text() {
      return new String(frame, UTF_8);
    }
  }

  private final List<Taken> taken = new ArrayList<>();
  private final List<String> beginnings = new ArrayList<>();
  private boolean shut;
  private int frames;
  private int waiting;
  private int flushes;

  @Override
  public synchronized void publish(
      @Nullable String key, byte[] frame, long receivedMicros, FrameOrigin origin) {
    if (isBeginning(frame, origin)) {
      beginnings.add(String.valueOf(key));
      return;
    }
    waiting++;
    while (shut) {
      try {
        wait();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    waiting--;
    taken.add(new Taken(key, frame, receivedMicros, origin));
    frames += origin == FrameOrigin.VENUE ? 1 : 0;
  }

  private static boolean isBeginning(byte[] frame, FrameOrigin origin) {
    return origin == FrameOrigin.FEED
        && MarkJson.read(frame) instanceof Mark.Disconnected mark
        && mark.reason().equals("the feed begins");
  }

  /** The products of which the feed said that it begins, before anything else. */
  synchronized List<String> beginnings() {
    return List.copyOf(beginnings);
  }

  @Override
  public synchronized boolean flush(Duration longest) {
    flushes++;
    return true;
  }

  /** All but that the feed begins, in order. */
  public synchronized List<Taken> all() {
    return List.copyOf(taken);
  }

  /** The venue's frames. */
  public List<Taken> ofVenue() {
    return all().stream().filter(each -> each.origin() == FrameOrigin.VENUE).toList();
  }

  /** What the feed wrote itself. */
  public List<Mark> marks() {
    return all().stream()
        .filter(each -> each.origin() == FrameOrigin.FEED)
        .map(each -> Objects.requireNonNull(MarkJson.read(each.frame()), each::text))
        .toList();
  }

  /** How many frames of the venue there are. */
  synchronized int frames() {
    return frames;
  }

  synchronized int flushes() {
    return flushes;
  }

  /** How many frames wait for room. */
  public synchronized int waiting() {
    return waiting;
  }

  /** Has no more room. */
  public synchronized void shut() {
    shut = true;
  }

  /** Has room again. */
  public synchronized void open() {
    shut = false;
    notifyAll();
  }
}
