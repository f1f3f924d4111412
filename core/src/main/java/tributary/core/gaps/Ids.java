package tributary.core.gaps;

import java.util.Arrays;

/**
 * The ids of a hole that are still missing: ranges that neither touch nor overlap, in ascending
 * order. Bounded: where there are too many ranges, the two that lie nearest to each other are
 * joined, and what lies between them counts as missing again until it comes again.
 */
final class Ids {
  /** The most ranges. */
  static final int MOST_RANGES = 256;

  private long[] firsts;
  private long[] lasts;
  private int size;

  private Ids(int capacity) {
    firsts = new long[capacity];
    lasts = new long[capacity];
  }

  static Ids none() {
    return new Ids(0);
  }

  static Ids of(long first, long last) {
    Ids ids = new Ids(1);
    ids.add(first, last);
    return ids;
  }

  /** Reads what {@link #text} wrote. */
  static Ids parse(String text) {
    Ids ids = new Ids(1);
    for (String range : text.split(",")) {
      int dash = range.indexOf('-', 1);
      long first = Long.parseLong(dash < 0 ? range : range.substring(0, dash));
      ids.add(first, dash < 0 ? first : Long.parseLong(range.substring(dash + 1)));
    }
    return ids;
  }

  /** The ranges with commas between, such as {@code 17,20-25}. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ",").append(firsts[i]);
      if (lasts[i] > firsts[i]) {
        text.append('-').append(lasts[i]);
      }
    }
    return text.toString();
  }

  boolean isEmpty() {
    return size == 0;
  }

  int ranges() {
    return size;
  }

  long first(int range) {
    return firsts[range];
  }

  long last(int range) {
    return lasts[range];
  }

  /** How many ids there are; the greatest long if there are more. */
  long count() {
    long count = 0;
    for (int i = 0; i < size; i++) {
      long more = lasts[i] - firsts[i] + 1;
      count += more;
      if (more <= 0 || count < 0) {
        return Long.MAX_VALUE;
      }
    }
    return count;
  }

  /** Takes the id out; false if it is not there. */
  boolean remove(long id) {
    int at = at(id);
    if (at < 0) {
      return false;
    }
    if (firsts[at] == lasts[at]) {
      delete(at);
    } else if (id == firsts[at]) {
      firsts[at]++;
    } else if (id == lasts[at]) {
      lasts[at]--;
    } else {
      insert(at + 1, id + 1, lasts[at]);
      lasts[at] = id - 1;
      bound();
    }
    return true;
  }

  /** Those from the first to the last id, as ids of their own. */
  Ids between(long first, long last) {
    Ids part = new Ids(1);
    for (int i = 0; i < size; i++) {
      if (lasts[i] >= first && firsts[i] <= last) {
        part.add(Math.max(firsts[i], first), Math.min(lasts[i], last));
      }
    }
    return part;
  }

  /** These and those, which all lie above them, as ids of their own. */
  Ids and(Ids above) {
    Ids both = between(Long.MIN_VALUE, Long.MAX_VALUE);
    for (int i = 0; i < above.size; i++) {
      both.add(above.firsts[i], above.lasts[i]);
    }
    both.bound();
    return both;
  }

  private void add(long first, long last) {
    insert(size, first, last);
  }

  private int at(long id) {
    int found = Arrays.binarySearch(firsts, 0, size, id);
    int at = found >= 0 ? found : -found - 2;
    return at >= 0 && id <= lasts[at] ? at : -1;
  }

  private void insert(int at, long first, long last) {
    if (size == firsts.length) {
      firsts = Arrays.copyOf(firsts, size * 2 + 1);
      lasts = Arrays.copyOf(lasts, size * 2 + 1);
    }
    System.arraycopy(firsts, at, firsts, at + 1, size - at);
    System.arraycopy(lasts, at, lasts, at + 1, size - at);
    firsts[at] = first;
    lasts[at] = last;
    size++;
  }

  private void delete(int at) {
    System.arraycopy(firsts, at + 1, firsts, at, size - at - 1);
    System.arraycopy(lasts, at + 1, lasts, at, size - at - 1);
    size--;
  }

  private void bound() {
    while (size > MOST_RANGES) {
      int nearest = 0;
      for (int i = 1; i < size - 1; i++) {
        if (firsts[i + 1] - lasts[i] < firsts[nearest + 1] - lasts[nearest]) {
          nearest = i;
        }
      }
      firsts[nearest + 1] = firsts[nearest];
      delete(nearest);
    }
  }
}
