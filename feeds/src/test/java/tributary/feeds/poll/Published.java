package tributary.feeds.poll;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.FrameOrigin;
import tributary.core.frame.Mark;
import tributary.core.frame.MarkJson;
import tributary.feeds.publish.Outlet;

/** An outlet that keeps what it is given. */
public final class Published implements Outlet {
  /** A record of the topic. */
  public record Taken(@Nullable String key, byte[] frame, long receivedMicros, FrameOrigin origin) {
    /** The frame as text. */
    public String text() {
      return new String(frame, UTF_8);
    }
  }

  private final List<Taken> taken = new ArrayList<>();

  @Override
  public synchronized void publish(
      @Nullable String key, byte[] frame, long receivedMicros, FrameOrigin origin) {
    taken.add(new Taken(key, frame, receivedMicros, origin));
  }

  @Override
  public boolean flush(Duration longest) {
    return true;
  }

  /** The venue's. */
  public synchronized List<Taken> frames() {
    return taken.stream().filter(one -> one.origin() == FrameOrigin.VENUE).toList();
  }

  /** The feed's own. */
  public synchronized List<Taken> marks() {
    return taken.stream().filter(one -> one.origin() == FrameOrigin.FEED).toList();
  }

  List<@Nullable Mark> readMarks() {
    List<@Nullable Mark> marks = new ArrayList<>();
    marks().forEach(mark -> marks.add(MarkJson.read(mark.frame())));
    return marks;
  }
}
