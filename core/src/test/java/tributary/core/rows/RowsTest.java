package tributary.core.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;

/** Rows against a plain list of the same rows. */
class RowsTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.optional("text", new Type.Text()),
              Field.optional("long", new Type.BigInt()),
              Field.optional("wide", new Type.Decimal(38, 9)),
              Field.optional("bytes", new Type.Binary())));

  /** One row as objects, null where it has no value. */
  private record Plain(
      @Nullable String text,
      @Nullable Long number,
      @Nullable BigInteger wide,
      @Nullable String bytes) {

    static Plain random(Random random) {
      return new Plain(
          random.nextInt(4) == 0 ? null : "é".repeat(random.nextInt(40)) + random.nextInt(),
          random.nextInt(4) == 0 ? null : (Long) random.nextLong(),
          random.nextInt(4) == 0 ? null : new BigInteger(random.nextInt(127), random).negate(),
          random.nextInt(4) == 0 ? null : "x".repeat(random.nextInt(3)));
    }

    void write(Rows rows, int row) {
      if (text != null) {
        rows.bytes(0).set(row, text);
      }
      if (number != null) {
        rows.longs(1).set(row, number);
      }
      if (wide != null) {
        rows.wides(2).set(row, wide);
      }
      if (bytes != null) {
        rows.bytes(3).set(row, bytes);
      }
    }

    static Plain read(Rows rows, int row) {
      return new Plain(
          rows.column(0).isNull(row) ? null : rows.bytes(0).text(row),
          rows.column(1).isNull(row) ? null : (Long) rows.longs(1).get(row),
          rows.column(2).isNull(row) ? null : rows.wides(2).get(row),
          rows.column(3).isNull(row) ? null : rows.bytes(3).text(row));
    }
  }

  @Test
  void rowsHoldWhatWasKeptWhateverWasOpenedDroppedAndCleared() {
    Random random = Seed.random();
    Rows rows = new Rows(SCHEMA);
    List<Plain> model = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      step(rows, model, random);
    }
    assertSame(model, rows);
  }

  private static void step(Rows rows, List<Plain> model, Random random) {
    int choice = random.nextInt(1_000);
    if (choice == 0) {
      assertSame(model, rows);
      rows.clear();
      model.clear();
    } else if (choice < 50 && !model.isEmpty()) {
      rows.dropLast();
      model.remove(model.size() - 1);
    } else if (choice < 150 && !model.isEmpty()) {
      int row = random.nextInt(model.size());
      rows.append(rows, row);
      model.add(model.get(row));
    } else {
      Plain plain = Plain.random(random);
      plain.write(rows, rows.open());
      // A row that is opened and not kept is as if it had never been there.
      if (choice < 900) {
        rows.keep();
        model.add(plain);
      }
    }
  }

  private static void assertSame(List<Plain> model, Rows rows) {
    assertEquals(model.size(), rows.size());
    assertEquals(model.isEmpty(), rows.isEmpty());
    for (int row = 0; row < model.size(); row++) {
      assertEquals(model.get(row), Plain.read(rows, row));
    }
    long nulls = model.stream().filter(plain -> plain.text() == null).count();
    assertEquals(nulls, rows.column(0).countNulls(rows.size()));
  }

  @Test
  void appendingCopiesEveryRowOfOtherRows() {
    Random random = Seed.random();
    Rows from = new Rows(SCHEMA);
    Rows to = new Rows(SCHEMA);
    List<Plain> model = new ArrayList<>();
    for (int row = 0; row < 3_000; row++) {
      Plain plain = Plain.random(random);
      plain.write(from, from.open());
      from.keep();
      to.append(from, row);
      model.add(plain);
    }
    from.clear();

    assertSame(model, to);
  }

  @Test
  void oneColumnOfTheOpenRowIsSetFromAnother() {
    Rows from = new Rows(SCHEMA);
    new Plain("a", null, BigInteger.TEN, "b").write(from, from.open());
    from.keep();
    Rows to = new Rows(SCHEMA);

    to.open();
    to.set(3, from, 0, 0);
    to.set(1, from, 1, 0);
    to.set(2, from, 2, 0);
    to.keep();

    assertEquals(new Plain(null, null, BigInteger.TEN, "a"), Plain.read(to, 0));
  }

  @Test
  void anEmptyTextIsNotNull() {
    Rows rows = new Rows(SCHEMA);
    rows.bytes(0).set(rows.open(), "");
    rows.keep();

    assertEquals(new Plain("", null, null, null), Plain.read(rows, 0));
    assertEquals(0, rows.bytes(3).length(0));
  }

  @Test
  void theOpenRowKeepsTheLastOfSeveralValues() {
    Rows rows = new Rows(SCHEMA);
    int row = rows.open();
    rows.bytes(0).set(row, "longer than the other");
    rows.bytes(0).set(row, "other");
    rows.keep();
    rows.bytes(0).set(rows.open(), "next");
    rows.keep();

    assertEquals("other", rows.bytes(0).text(0));
    assertEquals("next", rows.bytes(0).text(1));
  }

  @Test
  void bytesComeBackAsTheyWere() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    Rows rows = new Rows(SCHEMA);
    rows.bytes(3).set(rows.open(), all, 10, 200);
    rows.keep();

    assertArrayEquals(Arrays.copyOfRange(all, 10, 210), rows.bytes(3).get(0));
    assertTrue(rows.bytes(3).start(0) + 200 <= rows.bytes(3).array().length);
  }
}
