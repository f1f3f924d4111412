package tributary.feeds.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.FrameOrigin;
import tributary.core.frame.Mark;
import tributary.core.frame.MarkJson;
import tributary.core.gaps.Gap;
import tributary.feeds.publish.Outlet;

/** A topic in memory together with what is missing in it, as far as it shows. Any thread. */
final class Log implements Outlet {
  private static final Pattern ID = Pattern.compile("\"(?:trade_id|t)\":([0-9]+)");

  /** A record. */
  record Entry(@Nullable String key, byte[] frame, long receivedMicros, FrameOrigin origin) {
    String text() {
      return new String(frame, UTF_8);
    }

    long id() {
      Matcher id = ID.matcher(text());
      if (!id.find()) {
        throw new AssertionError("no trade id in " + text());
      }
      return Long.parseLong(id.group(1));
    }
  }

  private final Gap gap;
  private final NavigableSet<Long> missing = new TreeSet<>();
  private final List<Entry> entries = new ArrayList<>();
  private boolean shows = true;

  /** A topic with one gap. */
  Log(Gap gap) {
    this.gap = gap;
    if (gap.last() - gap.first() < 10_000) {
      LongStream.rangeClosed(gap.first(), gap.last()).forEach(missing::add);
    } else {
      missing.add(gap.first());
    }
  }

  /** From now on nothing that arrives closes the gap. */
  synchronized void hide() {
    shows = false;
  }

  /** What is missing, hole by hole. */
  synchronized List<Gap> openGaps() {
    if (gap.last() - gap.first() >= 10_000) {
      return missing.isEmpty() ? List.of() : List.of(gap);
    }
    List<Gap> holes = new ArrayList<>();
    for (long id : missing) {
      if (!missing.contains(id - 1)) {
        long end = id;
        while (missing.contains(end + 1)) {
          end++;
        }
        holes.add(hole(id, end));
      }
    }
    return holes;
  }

  private Gap hole(long first, long last) {
    return new Gap(gap.product(), first, last, gap.fromMicros(), gap.toMicros(), gap.foundMicros());
  }

  @Override
  public synchronized void publish(
      @Nullable String key, byte[] frame, long receivedMicros, FrameOrigin origin) {
    Entry entry = new Entry(key, frame, receivedMicros, origin);
    entries.add(entry);
    if (!shows) {
      return;
    }
    if (MarkJson.read(frame) instanceof Mark.Unrepairable mark) {
      missing.subSet(mark.first(), true, mark.last(), true).clear();
    } else {
      missing.remove(entry.id());
    }
  }

  /** The ids of the trades that arrived, in the order in which they did. */
  synchronized List<Long> ids() {
    return trades().stream().map(Entry::id).toList();
  }

  synchronized List<Entry> trades() {
    return entries.stream().filter(entry -> entry.origin() == FrameOrigin.BACKFILL).toList();
  }

  /** What was said to be beyond repair. */
  synchronized List<Mark> marks() {
    return entries.stream()
        .filter(entry -> entry.origin() == FrameOrigin.FEED)
        .map(entry -> MarkJson.read(entry.frame()))
        .toList();
  }

  @Override
  public boolean flush(Duration longest) {
    return true;
  }
}
