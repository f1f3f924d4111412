package tributary.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.Frame;

/**
 * A random log of frames with items whose keys come again, near and far, in their partition and in
 * others, with few values, so that they often stay and often go back. Knows by a plain map what is
 * a version.
 */
final class VersionLog {
  private static final int START = 1_790_000_000;

  /** An element of a frame: a row, a duplicate, or rejected where it has no note. */
  record Item(int id, int second, @Nullable Integer value, @Nullable String note) {
    String json() {
      return "{\"id\":%d,\"at\":%d,\"value\":%s%s}"
          .formatted(id, second, value, note == null ? "" : ",\"note\":\"" + note + "\"");
    }
  }

  record Entry(int partition, long offset, List<Item> items) {
    void fill(Frame frame) {
      frame.partition = partition;
      frame.offset = offset;
      frame.receivedMicros = offset;
      StringJoiner data = new StringJoiner(",");
      items.forEach(item -> data.add(item.json()));
      frame.value = ("{\"data\":[" + data + "]}").getBytes(UTF_8);
    }
  }

  /** A row that silver has to hold. */
  record Version(int partition, long offset, int item, Item row) {
    @Override
    public String toString() {
      return "%d/%d/%d %d %d %s %s"
          .formatted(partition, offset, item, row.id, row.second, row.value, row.note);
    }
  }

  final List<Entry> entries = new ArrayList<>();
  final List<Version> versions = new ArrayList<>();
  long rejected;
  long duplicates;
  long control;
  long extra;

  private final Random random;
  private final int ids;
  private final Map<String, Item> newest = new HashMap<>();

  /**
   * @param ids how many ids a partition has that come again
   */
  VersionLog(Random random, int frames, int ids) {
    this.random = random;
    this.ids = ids;
    int partitions = 1 + random.nextInt(3);
    long[] offsets = new long[partitions];
    for (int i = 0; i < frames; i++) {
      int partition = random.nextInt(partitions);
      offsets[partition] += random.nextInt(20) == 0 ? 2 : 0;
      add(partition, offsets[partition]++, i);
    }
  }

  private void add(int partition, long offset, int clock) {
    List<Item> items = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      Item item = item(clock);
      items.add(item);
      judge(partition, offset, i, item);
    }
    control += count == 0 ? 1 : 0;
    extra += Math.max(0, count - 1);
    entries.add(new Entry(partition, offset, items));
  }

  private Item item(int clock) {
    int back = random.nextInt(4) == 0 ? random.nextInt(ids) : random.nextInt(20);
    int id = Math.max(0, clock - back);
    // A second key of the same id, and neighbours far enough apart to fill several stretches.
    int second = START + id * 7 + (random.nextInt(8) == 0 ? 1 : 0);
    Integer value = random.nextInt(4) == 0 ? null : random.nextInt(2);
    String note = random.nextInt(15) == 0 ? null : "n".repeat(random.nextInt(2));
    return new Item(id, second, value, note);
  }

  private void judge(int partition, long offset, int number, Item item) {
    String key = partition + "/" + item.id + "/" + item.second;
    if (item.note == null) {
      rejected++;
    } else if (item.equals(newest.put(key, item))) {
      duplicates++;
    } else {
      versions.add(new Version(partition, offset, number, item));
    }
  }
}
