package tributary.core.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.Frame;
import tributary.core.intake.LogFrame.Meaning;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Pipeline;
import tributary.core.windows.Event;
import tributary.core.windows.Recomputation;

/** Compares tables with what must become of the log below each table's own ledger. */
final class Verdict {
  private final Pipeline pipeline;
  private final Truth truth;
  private final MemoryTables tables;

  Verdict(Pipeline pipeline, Truth truth, MemoryTables tables) {
    this.pipeline = pipeline;
    this.truth = truth;
    this.tables = tables;
  }

  void check() {
    checkBronze();
    checkQuarantine();
    checkSilver();
    checkRanges();
    for (int i = 0; i < pipeline.gold().size(); i++) {
      checkGold(i);
    }
  }

  private List<LogFrame> below(Ledger ledger) {
    return truth.frames.stream().filter(f -> f.offset() < ledger.next(f.partition())).toList();
  }

  /** The rows of a table by their coordinates, which two of its columns hold. */
  private static SortedMap<String, Integer> byCoordinates(Rows rows, int partition) {
    SortedMap<String, Integer> found = new TreeMap<>();
    for (int row = 0; row < rows.size(); row++) {
      String at = at(rows.longs(partition).get(row), rows.longs(partition + 1).get(row));
      assertEquals(null, found.put(at, row), at + " stands twice");
    }
    return found;
  }

  private static int row(SortedMap<String, Integer> found, LogFrame frame) {
    Integer row = found.get(at(frame.partition(), frame.offset()));
    assertNotNull(row, () -> "not there: " + frame);
    return row;
  }

  private static String at(long partition, long offset) {
    return "%d/%09d".formatted(partition, offset);
  }

  private void checkBronze() {
    Rows bronze = tables.bronze;
    SortedMap<String, Integer> found = byCoordinates(bronze, 0);
    List<LogFrame> expected = below(tables.ledgers.get(0));
    assertEquals(expected.size(), found.size(), "bronze");
    Frame frame = new Frame();
    for (LogFrame each : expected) {
      int row = row(found, each);
      each.fill(frame);
      assertEquals(frame.kafkaMicros, bronze.longs(2).get(row));
      assertEquals(frame.receivedMicros, bronze.longs(3).get(row));
      assertBytes(frame.key, bronze, 4, row);
      assertArrayEquals(
          Arrays.copyOf(frame.headers.array(), frame.headers.length()), bronze.bytes(5).get(row));
      assertBytes(frame.value, bronze, 6, row);
    }
  }

  private static void assertBytes(byte @Nullable [] expected, Rows rows, int column, int row) {
    assertEquals(
        expected == null ? "null" : Arrays.toString(expected),
        rows.column(column).isNull(row) ? "null" : Arrays.toString(rows.bytes(column).get(row)));
  }

  private void checkQuarantine() {
    Rows quarantine = tables.quarantine;
    SortedMap<String, Integer> found = byCoordinates(quarantine, 0);
    Ledger own = tables.ledgers.get(1);
    Ledger silver = tables.ledgers.get(2);
    long rejected =
        truth.frames.stream()
            .filter(f -> f.meaning() == Meaning.REJECTED)
            .filter(f -> f.offset() < Math.max(own.next(f.partition()), silver.next(f.partition())))
            .peek(f -> assertBytes(f.value(), quarantine, 5, row(found, f)))
            .count();
    assertEquals(rejected, found.size(), "quarantine");
  }

  private void checkSilver() {
    Rows silver = tables.silver;
    SortedMap<String, Integer> found =
        byCoordinates(silver, silver.schema().indexOf(TableSchemas.PARTITION));
    List<Event> expected = truth.rows(tables.ledgers.get(2));
    Rows written = new Rows(silver.schema());
    for (Event event : expected) {
      event.write(pipeline.silver().columns(), written, written.open());
      Integer row = found.get(at(event.partition(), event.offset()));
      assertEquals(text(written, 0), row == null ? "nothing" : text(silver, row));
    }
    assertEquals(expected.size(), found.size(), "silver");
  }

  private String text(Rows rows, int row) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < pipeline.silver().columns().size(); column++) {
      text.append(Values.text(rows, column, row)).append(' ');
    }
    return text.toString();
  }

  /** Ranges follow on each other, and each says what became of its frames. */
  private void checkRanges() {
    Map<Integer, Long> next = new TreeMap<>();
    for (Map.Entry<Integer, Range> each : tables.silverRanges) {
      int partition = each.getKey();
      Range range = each.getValue();
      assertEquals(next.getOrDefault(partition, 0L), range.from(), "the range begins elsewhere");
      assertEquals(truth.counts(partition, range), range.counts(), "partition " + partition);
      assertEquals(truth.highestMicros(partition, range.next()), range.highestMicros());
      next.put(partition, range.next());
    }
  }

  private void checkGold(int table) {
    Ledger ledger = tables.ledgers.get(3 + table);
    SortedMap<String, String> expected =
        new Recomputation(pipeline.gold().get(table), pipeline.silver())
            .of(
                truth.rows(ledger),
                partition -> truth.highestMicros(partition, ledger.next(partition)));
    assertEquals(expected, tables.gold.get(table).text(), pipeline.gold().get(table).table());
  }
}
