package tributary.core.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;

class ContentReaderTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.optional("first", new Type.Text()),
              Field.optional("second", new Type.Text()),
              Field.optional("number", new Type.BigInt()),
              Field.optional("wide", new Type.Decimal(38, 0)),
              Field.required("other", new Type.BigInt())));

  @Test
  void contentsAreEqualExactlyWhereAllValuesAndNullsAre() {
    Random random = Seed.random();
    Rows rows = new Rows(SCHEMA);
    for (int i = 0; i < 600; i++) {
      write(rows, random);
    }
    ContentReader reader = new ContentReader(0, 1, 2, 3);
    for (int left = 0; left < rows.size(); left++) {
      byte[] content = content(reader, rows, left);
      for (int right = 0; right < rows.size(); right++) {
        assertEquals(
            values(rows, left).equals(values(rows, right)),
            Arrays.equals(content, content(reader, rows, right)));
      }
    }
  }

  /** Few and short values, so that many are equal and neighbours run into each other. */
  private static void write(Rows rows, Random random) {
    int row = rows.open();
    if (random.nextInt(3) > 0) {
      rows.bytes(0).set(row, "a".repeat(random.nextInt(2)));
    }
    if (random.nextInt(3) > 0) {
      rows.bytes(1).set(row, "a".repeat(random.nextInt(2)));
    }
    if (random.nextInt(3) > 0) {
      rows.longs(2).set(row, random.nextInt(2));
    }
    if (random.nextInt(3) > 0) {
      rows.wides(3).set(row, BigInteger.valueOf(random.nextInt(2)).shiftLeft(64));
    }
    rows.longs(4).set(row, row);
    rows.keep();
  }

  private static List<@Nullable String> values(Rows rows, int row) {
    List<@Nullable String> values = new ArrayList<>();
    for (int column = 0; column < 4; column++) {
      values.add(rows.column(column).isNull(row) ? null : Values.text(rows, column, row));
    }
    return values;
  }

  @Test
  void nullsOfMoreThan64ColumnsAreToldApart() {
    int many = 150;
    Rows rows =
        new Rows(
            new Schema(
                IntStream.range(0, many)
                    .mapToObj(i -> Field.optional("c" + i, new Type.Int()))
                    .toList()));
    for (int absent = 0; absent < many; absent++) {
      int row = rows.open();
      for (int column = 0; column < many; column++) {
        if (column != absent) {
          rows.longs(column).set(row, 0);
        }
      }
      rows.keep();
    }
    ContentReader reader = new ContentReader(IntStream.range(0, many).toArray());
    long different =
        IntStream.range(0, many)
            .mapToObj(row -> Arrays.toString(content(reader, rows, row)))
            .distinct()
            .count();
    assertEquals(many, different);
  }

  @Test
  void noColumnsAreAlwaysEqual() {
    Rows rows = new Rows(SCHEMA);
    assertArrayEquals(new byte[0], content(new ContentReader(), rows, rows.open()));
  }

  private static byte[] content(ContentReader reader, Rows rows, int row) {
    reader.read(rows, row);
    return Arrays.copyOf(reader.array(), reader.length());
  }
}
