package tributary.core.intake;

import java.util.List;
import java.util.SortedMap;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;

/** How far one partition was read, and how far each table has taken it in. */
final class PartitionIntake {
  final int number;
  long position;
  long highestMicros;

  long bronzeNext;
  long quarantineNext;
  long silverNext;
  final long[] goldNext;

  /** The highest event time below {@link #goldNext}, which may be ahead of the position. */
  final long[] goldHighestMicros;

  /** Where quarantine's own ledger ends: behind {@link #quarantineNext} where it had no rows. */
  private long quarantineFrom;

  private long silver;
  private long quarantine;
  private long control;
  private long duplicates;
  private long extra;

  PartitionIntake(int number, Resume resume) {
    this.number = number;
    position = resume.position(number);
    highestMicros = resume.highestMicros(number);
    bronzeNext = resume.bronze().next(number);
    quarantineFrom = resume.quarantine().next(number);
    silverNext = resume.silver().next(number);
    quarantineNext = Math.max(quarantineFrom, silverNext);
    List<Ledger> gold = resume.gold();
    goldNext = gold.stream().mapToLong(ledger -> ledger.next(number)).toArray();
    goldHighestMicros = gold.stream().mapToLong(ledger -> ledger.highestMicros(number)).toArray();
  }

  void advance(long timeMicros) {
    highestMicros = Math.max(highestMicros, timeMicros);
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

  /** Counts the items of a frame beyond one. */
  void countExtra(int items) {
    extra += items;
  }

  private Counts takeCounts() {
    Counts counts = new Counts(silver, quarantine, control, duplicates, extra);
    silver = 0;
    quarantine = 0;
    control = 0;
    duplicates = 0;
    extra = 0;
    return counts;
  }

  void cutBronze(SortedMap<Integer, Range> ranges) {
    bronzeNext = cut(ranges, bronzeNext, Counts.NONE);
  }

  void cutQuarantine(SortedMap<Integer, Range> ranges) {
    quarantineFrom = cut(ranges, quarantineFrom, Counts.NONE);
    quarantineNext = Math.max(quarantineFrom, quarantineNext);
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
