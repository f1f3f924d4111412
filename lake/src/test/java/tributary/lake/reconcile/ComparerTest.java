package tributary.lake.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.copy.RowSource;

class ComparerTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.required("window_start", new Type.Timestamp()),
              Field.required("product_id", new Type.Text()),
              Field.optional("close", new Type.Decimal(18, 2)),
              Field.optional("average", new Type.Decimal(28, 8))));
  private static final List<String> KEY = List.of("window_start", "product_id");

  /** A window: its minute, its product, its price in cents, or none. */
  private record Row(long minute, String product, @Nullable Long cents) {
    Row priced(long other) {
      return new Row(minute, product, other);
    }
  }

  private final Random random = new Random(7);

  @Test
  void theSameRowsInAnotherOrderAreEqual() {
    List<Row> there = table(30_000);
    List<Row> lake = new ArrayList<>(there);
    Collections.shuffle(there, random);
    Comparison found = compare(lake, there);
    assertEquals(
        new Comparison(30_000, 30_000, 0, List.of(), found.expectedHash(), found.expectedHash()),
        found);
    assertTrue(found.expectedHash().matches("[0-9a-f]{32}"), found.expectedHash());
  }

  @Test
  void otherRowsHaveAnotherHash() {
    List<Row> lake = table(100);
    List<Row> there = new ArrayList<>(lake);
    there.set(3, new Row(3, "BTC-USD", 12_345_678L));
    Comparison found = compare(lake, there);
    assertNotEquals(found.expectedHash(), found.foundHash());
    assertEquals("0".repeat(32), compare(List.of(), List.of()).foundHash(), "of no rows");
  }

  @Test
  void aChangedDigitIsNamedWithBothValues() {
    List<Row> lake = table(5_000);
    List<Row> there = new ArrayList<>(lake);
    lake.set(17, new Row(17, "BTC-USD", 4_200_017L));
    there.set(17, new Row(17, "BTC-USD", 4_200_018L));
    assertEquals(
        List.of(
            "window_start=1970-01-01T00:17:00Z, product_id=BTC-USD: close should be 42000.17 and is 42000.18"),
        compare(lake, there).named());
  }

  @Test
  void aValueThatIsGoneIsNamed() {
    List<Row> lake = table(50);
    List<Row> there = new ArrayList<>(lake);
    lake.set(3, new Row(3, "BTC-USD", 5L));
    there.set(3, new Row(3, "BTC-USD", null));
    assertEquals(
        List.of(
            "window_start=1970-01-01T00:03:00Z, product_id=BTC-USD: close should be 0.05 and is null; average should be 0.00000007 and is null"),
        compare(lake, there).named());
  }

  @Test
  void missingAndSurplusRowsAreNamed() {
    List<Row> lake = table(5_000);
    List<Row> there = new ArrayList<>(lake);
    there.remove(5);
    there.add(new Row(9_000, "ETH-USD", 1L));
    Comparison found = compare(lake, there);
    assertEquals(2, found.differing());
    assertEquals(
        List.of(
            "window_start=1970-01-01T00:05:00Z, product_id=BTC-USD: is missing",
            "window_start=1970-01-07T06:00:00Z, product_id=ETH-USD: should not be there"),
        found.named().stream().sorted().toList());
  }

  @Test
  void aRowThatIsThereTwiceIsNamed() {
    List<Row> lake = table(100);
    List<Row> there = new ArrayList<>(lake);
    there.add(lake.get(8));
    assertEquals(
        List.of("window_start=1970-01-01T00:08:00Z, product_id=BTC-USD: is there more than once"),
        compare(lake, there).named());
  }

  @Test
  void swappedWindowsAreBothNamed() {
    List<Row> lake = table(100);
    List<Row> there = new ArrayList<>(lake);
    lake.set(1, lake.get(1).priced(1));
    lake.set(2, lake.get(2).priced(2));
    there.set(1, there.get(1).priced(2));
    there.set(2, there.get(2).priced(1));
    Comparison found = compare(lake, there);
    assertEquals(2, found.differing());
    assertEquals(2, found.named().size());
  }

  @Test
  void allIsCountedAndTheFirstAreNamedThoughMemoryHoldsFew() {
    Comparison found = compare(table(3_000), List.of());
    assertEquals(3_000, found.differing());
    assertEquals(20, found.named().size());
    assertTrue(found.named().get(0).endsWith("is missing"));
  }

  @Test
  void whatAVenueSentCannotTakeOverTheTerminal() {
    List<Row> lake = List.of(new Row(1, "BTC\u001b[2J\nUSD", 1L));
    assertEquals(
        List.of("window_start=1970-01-01T00:01:00Z, product_id=BTC [2J USD: is missing"),
        compare(lake, List.of()).named());
  }

  private List<Row> table(int size) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(new Row(i, "BTC-USD", random.nextInt(10) == 0 ? null : random.nextLong(10_000_000)));
    }
    return rows;
  }

  private static Comparison compare(List<Row> lake, List<Row> there) {
    return new Comparer(SCHEMA, KEY, 500).compare(source(lake), source(there));
  }

  private static RowSource source(List<Row> rows) {
    return sink -> {
      Rows batch = new Rows(SCHEMA);
      for (Row each : rows) {
        int row = batch.open();
        batch.longs(0).set(row, each.minute() * 60_000_000);
        batch.bytes(1).set(row, each.product());
        if (each.cents() != null) {
          batch.longs(2).set(row, each.cents());
          batch.wides(3).set(row, 7);
        }
        batch.keep();
        if (batch.size() == 100) {
          sink.accept(batch);
          batch.clear();
        }
      }
      sink.accept(batch);
    };
  }
}
