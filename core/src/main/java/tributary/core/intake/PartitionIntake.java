package tributary.core.intake;

import java.util.SortedMap;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Range;

/** How far one partition was read, and how far each table has taken it in. */
final class PartitionIntake {
  final int number;
  long position;
  long highestMicros;

  /** Rows below this event time may be older than what memory holds. */
  private final long leastFloorMicros;

  long bronzeNext;
  long quarantineNext;
  long silverNext;
  final long[] goldNext;
  private long silver;
  private long quarantine;
  private long control;
  private long duplicates;

  PartitionIntake(int number, Resume resume, long leastFloorMicros) {
    this.number = number;
    this.leastFloorMicros = leastFloorMicros;
    position = resume.position(number);
    highestMicros = resume.highestMicros(number);
    bronzeNext = resume.bronze().next(number);
    quarantineNext = resume.quarantineNext(number);
    silverNext = resume.silver().next(number);
    goldNext = resume.gold().stream().mapToLong(ledger -> ledger.next(number)).toArray();
  }

  void advance(long timeMicros) {
    highestMicros = Math.max(highestMicros, timeMicros);
  }

  long floorMicros(long withinMicros) {
    return highestMicros == Range.NO_TIME ? leastFloorMicros : highestMicros - withinMicros;
  }

  void countSilver() {
    silver++;
  }

  void countQuarantine() {
    quarantine++;
  }

  void countControl() {
    control++;
  }

  void countDuplicate() {
    duplicates++;
  }

  private Counts takeCounts() {
    Counts counts = new Counts(silver, quarantine, control, duplicates);
    silver = 0;
    quarantine = 0;
    control = 0;
    duplicates = 0;
    return counts;
  }

  void cutBronze(SortedMap<Integer, Range> ranges) {
    bronzeNext = cut(ranges, bronzeNext, Counts.NONE);
  }

  void cutQuarantine(SortedMap<Integer, Range> ranges) {
    quarantineNext = cut(ranges, quarantineNext, Counts.NONE);
  }

  void cutSilver(SortedMap<Integer, Range> ranges) {
    silverNext = cut(ranges, silverNext, takeCounts());
  }

  void cutGold(int table, SortedMap<Integer, Range> ranges) {
    goldNext[table] = cut(ranges, goldNext[table], Counts.NONE);
  }

  private long cut(SortedMap<Integer, Range> ranges, long next, Counts counts) {
    if (position <= next) {
      return next;
    }
    ranges.put(number, new Range(next, position, highestMicros, counts));
    return position;
  }
}
