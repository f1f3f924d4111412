package tributary.core.windows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import tributary.core.ledger.Range;
import tributary.core.rows.Type;
import tributary.core.spec.Gold;
import tributary.core.spec.Measure;
import tributary.core.spec.Silver;

/**
 * A gold table computed at once from all its rows: sorting, BigDecimal, nothing kept. Knows nothing
 * of the windows that it judges.
 */
public final class Recomputation {
  private final Gold gold;
  private final Silver silver;
  private final long windowMicros;
  private final long latenessMicros;

  public Recomputation(Gold gold, Silver silver) {
    this.gold = gold;
    this.silver = silver;
    this.windowMicros = gold.window().toNanos() / 1000;
    this.latenessMicros = gold.lateness().toNanos() / 1000;
  }

  /**
   * The rows of the table as {@link KeptGold#text} writes them.
   *
   * @param highestMicros each partition's time now
   */
  public SortedMap<String, String> of(List<Event> events, IntToLongFunction highestMicros) {
    SortedMap<String, List<Event>> windows = new TreeMap<>();
    for (Event event : events) {
      windows.computeIfAbsent(key(event), absent -> new ArrayList<>()).add(event);
    }
    SortedMap<String, String> rows = new TreeMap<>();
    windows.forEach((key, window) -> rows.put(key, row(window, highestMicros)));
    return rows;
  }

  private long start(Event event) {
    long sinceFirst = event.micros(silver.eventTime()) - gold.offset().toNanos() / 1000;
    return event.micros(silver.eventTime()) - Math.floorMod(sinceFirst, windowMicros);
  }

  private String key(Event event) {
    StringBuilder key = new StringBuilder(instant(start(event)));
    gold.by().forEach(by -> key.append('|').append(text(event.values().get(by))));
    return key.toString();
  }

  private String row(List<Event> window, IntToLongFunction highestMicros) {
    long end = start(window.get(0)) + windowMicros;
    StringBuilder row = new StringBuilder();
    gold.measures()
        .forEach(each -> row.append(each.name() + "=" + text(measure(each, window)) + " "));
    boolean isFinal =
        window.stream().allMatch(e -> passed(highestMicros.applyAsLong(e.partition()), end));
    long revision = window.stream().filter(e -> passed(e.highestBefore(), end)).count();
    return row + "end=" + instant(end) + " is_final=" + isFinal + " revision=" + revision;
  }

  private boolean passed(long highestMicros, long end) {
    return highestMicros != Range.NO_TIME && highestMicros >= end + latenessMicros;
  }

  private @Nullable Object measure(Measure measure, List<Event> window) {
    String column = measure.column();
    if (column == null) {
      return new BigDecimal(window.size());
    }
    List<Event> known = window.stream().filter(e -> e.values().get(column) != null).toList();
    if (measure.function() == Measure.Function.COUNT) {
      return new BigDecimal(known.size());
    }
    if (known.isEmpty()) {
      return null;
    }
    return switch (measure.function()) {
      case FIRST -> value(known.stream().min(order()).orElseThrow(), column);
      case LAST -> value(known.stream().max(order()).orElseThrow(), column);
      case MIN ->
          known.stream().map(e -> value(e, column)).min(Recomputation::compare).orElse(null);
      case MAX ->
          known.stream().map(e -> value(e, column)).max(Recomputation::compare).orElse(null);
      case SUM -> sum(known, column);
      case AVG ->
          sum(known, column)
              .divide(new BigDecimal(known.size()), scale(measure), RoundingMode.HALF_UP);
      case VWAP -> weighted(measure, known, column, Objects.requireNonNull(measure.weight()));
      case COUNT -> throw new AssertionError();
    };
  }

  private static @Nullable BigDecimal weighted(
      Measure measure, List<Event> known, String column, String weight) {
    List<Event> both = known.stream().filter(e -> e.values().get(weight) != null).toList();
    BigDecimal weights = both.isEmpty() ? BigDecimal.ZERO : sum(both, weight);
    if (weights.signum() == 0) {
      return null;
    }
    return both.stream()
        .map(e -> number(e, column).multiply(number(e, weight)))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(weights, scale(measure), RoundingMode.HALF_UP);
  }

  private static int scale(Measure measure) {
    return ((Type.Decimal) measure.type()).scale();
  }

  private static BigDecimal sum(List<Event> events, String column) {
    return events.stream().map(e -> number(e, column)).reduce(BigDecimal::add).orElseThrow();
  }

  private static BigDecimal number(Event event, String column) {
    return (BigDecimal) value(event, column);
  }

  private static Object value(Event event, String column) {
    return Objects.requireNonNull(event.values().get(column));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(Object a, Object b) {
    return ((Comparable) a).compareTo(b);
  }

  private Comparator<Event> order() {
    return Comparator.<Event>comparingLong(e -> e.micros(silver.eventTime()))
        .thenComparing(this::sequence, Comparator.nullsFirst(Comparator.naturalOrder()))
        .thenComparing(Event::partition)
        .thenComparing(Event::offset);
  }

  private @Nullable BigDecimal sequence(Event event) {
    return (BigDecimal) event.values().get(silver.sequence());
  }

  private static String text(@Nullable Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
  }

  private static String instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
