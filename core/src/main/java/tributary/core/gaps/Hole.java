package tributary.core.gaps;

import org.jspecify.annotations.Nullable;

/** One gap of one product: a row of the table of gaps while it may still change. */
final class Hole {
  /** Where the gap has not ended yet. */
  static final long NO_END = Long.MAX_VALUE;

  /** What {@link #how} says of a gap that stands for several. */
  static final String JOINED = "joined with the gap after it, since there were too many";

  final String product;
  final boolean hasIds;
  final long first;
  final long last;
  final Ids missing;
  final long fromMicros;
  final long foundMicros;
  final long foundOffset;
  long toMicros;
  State state = State.OPEN;
  @Nullable String how;
  boolean isClosed;

  /** Whether it was found to be no mere lateness; it then stays worth a question. */
  boolean isSettled;

  long closedMicros;
  long closedOffset;

  /**
   * @param hasIds whether it is known which ids, or numbers, are missing
   * @param missing those that can still come
   */
  Hole(
      String product,
      boolean hasIds,
      long first,
      long last,
      Ids missing,
      long fromMicros,
      long toMicros,
      long foundMicros,
      long foundOffset) {
    this.product = product;
    this.hasIds = hasIds;
    this.first = first;
    this.last = last;
    this.missing = missing;
    this.fromMicros = fromMicros;
    this.toMicros = toMicros;
    this.foundMicros = foundMicros;
    this.foundOffset = foundOffset;
  }

  boolean touches(long startMicros, long endMicros) {
    return fromMicros < endMicros && toMicros >= startMicros;
  }

  /** A part of it that stands as it does. */
  Hole part(long partFirst, long partLast, Ids partMissing) {
    Hole part =
        new Hole(
            product,
            hasIds,
            partFirst,
            partLast,
            partMissing,
            fromMicros,
            toMicros,
            foundMicros,
            foundOffset);
    part.state = state;
    part.how = how;
    return part;
  }

  /** One gap in place of this one and of one with higher ids, or that was found later. */
  Hole joined(Hole above) {
    boolean inOrder = hasIds && above.hasIds && above.first > last;
    Ids ids = inOrder ? missing.and(above.missing) : Ids.none();
    Hole both =
        new Hole(
            product,
            inOrder,
            first,
            above.last,
            ids,
            Math.min(fromMicros, above.fromMicros),
            Math.max(toMicros, above.toMicros),
            foundMicros,
            foundOffset);
    boolean isOpen = state == State.OPEN || above.state == State.OPEN;
    both.state = isOpen ? State.OPEN : State.UNREPAIRABLE;
    both.how = JOINED;
    return both;
  }

  void close(State newState, String newHow, long atMicros, long atOffset) {
    state = newState;
    how = newHow;
    isClosed = true;
    closedMicros = atMicros;
    closedOffset = atOffset;
  }
}
