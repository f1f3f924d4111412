package tributary.core.intake;

import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.windows.Watermarks;

/** All partitions that some table or the reader knows. */
final class Partitions {
  private final Resume resume;
  private final Lane lane;
  private final long withinMicros;
  private final TreeMap<Integer, PartitionIntake> known = new TreeMap<>();
  private final TreeMap<Integer, PartitionIntake> own = new TreeMap<>();
  private long highestMicros = Range.NO_TIME;
  private @Nullable PartitionIntake last;

  Partitions(Resume resume, Lane lane, long withinMicros) {
    this.resume = resume;
    this.lane = lane;
    this.withinMicros = withinMicros;
    for (int number : resume.partitions()) {
      highestMicros = Math.max(highestMicros, resume.highestMicros(number));
    }
    resume.partitions().forEach(this::of);
  }

  /** The partition, which begins where the tables stand if it is new. */
  PartitionIntake of(int number) {
    PartitionIntake found = last;
    if (found == null || found.number != number) {
      found = known.get(number);
      if (found == null) {
        found = add(number);
      }
      last = found;
    }
    return found;
  }

  private PartitionIntake add(int number) {
    PartitionIntake added = new PartitionIntake(number, resume);
    known.put(number, added);
    if (lane.has(number)) {
      own.put(number, added);
    }
    return added;
  }

  /** The partitions of the lane. */
  Collection<PartitionIntake> own() {
    return own.values();
  }

  /** Notes how far event time has come in other lanes. */
  void advance(long othersHighestMicros) {
    highestMicros = Math.max(highestMicros, othersHighestMicros);
  }

  void advance(PartitionIntake partition, long timeMicros) {
    partition.advance(timeMicros);
    highestMicros = Math.max(highestMicros, timeMicros);
  }

  long highestMicros() {
    return highestMicros;
  }

  /** Memory holds the keys of rows from this event time on. */
  long floorMicros() {
    return highestMicros == Range.NO_TIME ? Long.MIN_VALUE : highestMicros - withinMicros;
  }

  /** The watermarks as one gold table sees them: it may be ahead of the position. */
  Watermarks marks(int table) {
    return new Marks(table);
  }

  private final class Marks implements Watermarks {
    private final int table;
    private final long committedMicros;

    Marks(int table) {
      this.table = table;
      Ledger ledger = resume.gold().get(table);
      this.committedMicros =
          ledger.partitions().values().stream()
              .mapToLong(Range::highestMicros)
              .max()
              .orElse(Range.NO_TIME);
    }

    @Override
    public long highestMicros(int number) {
      PartitionIntake partition = of(number);
      return Math.max(partition.highestMicros, partition.goldHighestMicros[table]);
    }

    @Override
    public long highestMicros() {
      return Math.max(highestMicros, committedMicros);
    }

    @Override
    public long position(int number) {
      PartitionIntake partition = of(number);
      return Math.max(partition.position, partition.goldNext[table]);
    }
  }
}
