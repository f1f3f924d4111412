package tributary.core.gaps;

import java.util.ArrayList;
import java.util.List;
import tributary.core.frame.Frame;
import tributary.core.frame.FrameOrigin;
import tributary.core.ledger.Head;

/** One product in one partition: how far its ids have come, and what is missing of them. */
final class Watched {
  /**
   * The most gaps of a product. Where there are more, the oldest unrepairable one is let go: its
   * row stays as it is. Where none is unrepairable, the two oldest become one.
   */
  static final int MOST_HOLES = 200;

  /** A hole that is filled before time has gone on by this much was mere reordering. */
  static final long REORDERING_MICROS = 1_000_000;

  final String product;
  final byte[] name;
  final List<Hole> holes = new ArrayList<>();
  private final GapListener listener;
  private final Leaving leaving;
  private long head = Head.NONE;
  private long timeMicros;
  private long awaited = Head.NONE;
  private int endless;

  /** Takes holes that change no more, and the offset of the frame that ended them. */
  @FunctionalInterface
  interface Leaving {
    void left(Hole hole, long offset);
  }

  /**
   * @param name the product's name in UTF-8
   * @param leaving takes holes that change no more
   */
  Watched(String product, byte[] name, GapListener listener, Leaving leaving) {
    this.product = product;
    this.name = name;
    this.listener = listener;
    this.leaving = leaving;
    this.timeMicros = Long.MIN_VALUE;
  }

  Head head() {
    return new Head(head, timeMicros, awaited);
  }

  void restore(Head known) {
    head = known.id();
    timeMicros = known.timeMicros();
    awaited = known.awaited();
  }

  void restore(Hole hole) {
    holes.add(hole);
    endless += hole.toMicros == Hole.NO_END ? 1 : 0;
  }

  /** Takes in a row that has an id. */
  void row(long id, long time, Frame frame, long highestMicros) {
    if (head != Head.NONE && id <= head) {
      if (!holes.isEmpty()) {
        fill(id, frame, highestMicros);
      }
      return;
    }
    if (head != Head.NONE && id - 1 > head) {
      open(id - 1, time, frame);
    }
    head = id;
    timeMicros = time;
  }

  private void open(long last, long time, Frame frame) {
    Hole hole =
        new Hole(
            product,
            true,
            head + 1,
            last,
            Ids.of(head + 1, last),
            Math.min(timeMicros, time),
            Math.max(timeMicros, time),
            frame.receivedMicros,
            frame.offset);
    add(hole, frame);
  }

  private void add(Hole hole, Frame frame) {
    holes.add(hole);
    listener.changed(name, hole.fromMicros, hole.toMicros, false);
    bound(frame);
  }

  private void bound(Frame frame) {
    while (holes.size() > MOST_HOLES) {
      if (!letGo(frame)) {
        Hole joined = holes.get(0).joined(holes.get(1));
        holes.remove(1);
        holes.set(0, joined);
        listener.changed(name, joined.fromMicros, joined.toMicros, false);
      }
    }
  }

  private boolean letGo(Frame frame) {
    for (int i = 0; i < holes.size(); i++) {
      if (holes.get(i).state == State.UNREPAIRABLE) {
        leaving.left(holes.remove(i), frame.offset);
        return true;
      }
    }
    return false;
  }

  private void fill(long id, Frame frame, long highestMicros) {
    int at = at(id);
    if (at < 0 || !holes.get(at).missing.remove(id) || !holes.get(at).missing.isEmpty()) {
      return;
    }
    Hole hole = holes.remove(at);
    boolean backfilled = frame.origin == FrameOrigin.BACKFILL;
    boolean reordered = !backfilled && highestMicros < hole.toMicros + REORDERING_MICROS;
    if (!reordered) {
      String how = backfilled ? "backfill" : "late";
      hole.close(State.REPAIRED, how, frame.receivedMicros, frame.offset);
      leaving.left(hole, frame.offset);
    }
    listener.changed(name, hole.fromMicros, hole.toMicros, !reordered);
  }

  /** Where the hole is whose bounds hold the id; -1 if there is none. */
  private int at(long id) {
    int low = 0;
    int high = holes.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Hole hole = holes.get(middle);
      if (id < hole.first) {
        high = middle - 1;
      } else if (id > hole.last) {
        low = middle + 1;
      } else {
        return middle;
      }
    }
    return -1;
  }

  /**
   * Takes in that there is an id. Channels are not synchronised, so what it names is missing only
   * if it has not come when the next such frame does.
   */
  void newest(long id, long time, Frame frame) {
    if (head == Head.NONE) {
      return;
    }
    if (awaited != Head.NONE && awaited > head) {
      open(awaited, time, frame);
      head = awaited;
    }
    awaited = id > head ? id : Head.NONE;
  }

  /** Takes in a row without an id; a new one ends the gaps that have not ended. */
  void row(long time, boolean isNew, Frame frame) {
    if (endless > 0 && isNew) {
      for (Hole hole : holes) {
        if (hole.toMicros == Hole.NO_END && time > hole.fromMicros) {
          hole.toMicros = time;
          hole.close(
              State.UNREPAIRABLE,
              hole.how == null ? "" : hole.how,
              frame.receivedMicros,
              frame.offset);
          endless--;
        }
      }
    }
    timeMicros = Math.max(timeMicros, time);
  }

  /** Takes in that the feed heard nothing from the last row on; the next row ends the gap. */
  void unheard(boolean hasIds, long first, long last, String how, Frame frame) {
    Hole hole =
        new Hole(
            product,
            hasIds,
            first,
            last,
            hasIds ? Ids.of(first, last) : Ids.none(),
            timeMicros,
            Hole.NO_END,
            frame.receivedMicros,
            frame.offset);
    hole.how = how;
    add(hole, frame);
    endless = (int) holes.stream().filter(each -> each.toMicros == Hole.NO_END).count();
  }

  boolean isUnheard() {
    return endless > 0;
  }

  /** Takes in that what is missing of these ids cannot be fetched. */
  void unrepairable(long first, long last, String reason, Frame frame) {
    for (int i = 0; i < holes.size(); i++) {
      Hole hole = holes.get(i);
      if (hole.state == State.OPEN && last >= hole.first && first <= hole.last) {
        i += split(i, hole, first, last, reason, frame);
      }
    }
    bound(frame);
  }

  /** How many holes there are more than before. */
  private int split(int at, Hole hole, long first, long last, String reason, Frame frame) {
    Ids lost = hole.missing.between(first, last);
    if (lost.isEmpty()) {
      return 0;
    }
    Ids below = first > hole.first ? hole.missing.between(hole.first, first - 1) : Ids.none();
    Ids above = last < hole.last ? hole.missing.between(last + 1, hole.last) : Ids.none();
    long lostFirst = below.isEmpty() ? hole.first : first;
    long lostLast = above.isEmpty() ? hole.last : last;
    Hole part = hole.part(lostFirst, lostLast, lost);
    part.close(State.UNREPAIRABLE, reason, frame.receivedMicros, frame.offset);
    holes.remove(at);
    int before = holes.size();
    if (!above.isEmpty()) {
      holes.add(at, hole.part(lostLast + 1, hole.last, above));
    }
    holes.add(at, part);
    if (!below.isEmpty()) {
      holes.add(at, hole.part(hole.first, lostFirst - 1, below));
    }
    return holes.size() - before - 1;
  }

  boolean isComplete(long startMicros, long endMicros) {
    for (int i = 0; i < holes.size(); i++) {
      if (holes.get(i).touches(startMicros, endMicros)) {
        return false;
      }
    }
    return true;
  }
}
