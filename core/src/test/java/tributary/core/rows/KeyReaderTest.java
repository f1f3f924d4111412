package tributary.core.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;

class KeyReaderTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.required("first", new Type.Text()),
              Field.required("second", new Type.Text()),
              Field.required("number", new Type.BigInt()),
              Field.required("wide", new Type.Decimal(38, 0)),
              Field.optional("other", new Type.Text())));

  @Test
  void keysAreEqualExactlyWhereAllValuesAre() {
    Random random = Seed.random();
    Rows rows = new Rows(SCHEMA);
    for (int i = 0; i < 400; i++) {
      write(rows, random);
    }
    KeyReader reader = new KeyReader(0, 1, 2, 3);
    for (int left = 0; left < rows.size(); left++) {
      byte[] key = key(reader, rows, left);
      for (int right = 0; right < rows.size(); right++) {
        assertEquals(
            values(rows, left).equals(values(rows, right)),
            Arrays.equals(key, key(reader, rows, right)));
      }
    }
  }

  /** Few and short values, so that many keys are equal and neighbours run into each other. */
  private static void write(Rows rows, Random random) {
    int row = rows.open();
    rows.bytes(0).set(row, "a".repeat(random.nextInt(3)));
    rows.bytes(1).set(row, "a".repeat(random.nextInt(3)));
    rows.longs(2).set(row, random.nextInt(2));
    rows.wides(3).set(row, BigInteger.valueOf(random.nextInt(2)).shiftLeft(random.nextInt(2) * 64));
    rows.bytes(4).set(row, "not in the key " + row);
    rows.keep();
  }

  private static List<Object> values(Rows rows, int row) {
    return List.of(
        rows.bytes(0).text(row),
        rows.bytes(1).text(row),
        rows.longs(2).get(row),
        rows.wides(3).get(row));
  }

  private static byte[] key(KeyReader reader, Rows rows, int row) {
    reader.read(rows, row);
    return Arrays.copyOf(reader.array(), reader.length());
  }
}
