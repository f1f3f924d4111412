package tributary.core.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyReaderTest {
  private final Rows rows =
      new Rows(
          new Schema(
              List.of(
                  Field.required("a", new Type.Text()),
                  Field.required("b", new Type.Text()),
                  Field.required("n", new Type.BigInt()),
                  Field.required("w", new Type.Decimal(38, 0)))));

  private int row(String a, String b, long n, BigInteger w) {
    int row = rows.open();
    rows.bytes(0).set(row, a);
    rows.bytes(1).set(row, b);
    rows.longs(2).set(row, n);
    rows.wides(3).set(row, w);
    rows.keep();
    return row;
  }

  private String read(int row, int... columns) {
    KeyReader key = new KeyReader(columns);
    key.read(rows, row);
    return Arrays.toString(Arrays.copyOf(key.array(), key.length()));
  }

  @Test
  void equalValuesMakeEqualKeys() {
    int one = row("x", "y", 1, BigInteger.TEN.pow(30));
    int two = row("x", "y", 1, BigInteger.TEN.pow(30));
    assertEquals(read(one, 0, 1, 2, 3), read(two, 0, 1, 2, 3));
  }

  @Test
  void differentValuesMakeDifferentKeys() {
    BigInteger big = BigInteger.ONE.shiftLeft(64);
    Set<String> keys = new HashSet<>();
    for (String a : List.of("", "x", "xy", "\u0001\u0000\u0000\u0000y")) {
      for (String b : List.of("", "y", "xy", "\u0000")) {
        for (long n : new long[] {0, 1, -1, Long.MIN_VALUE}) {
          for (BigInteger w :
              List.of(BigInteger.ZERO, big, big.add(BigInteger.ONE), big.negate())) {
            keys.add(read(row(a, b, n, w), 0, 1, 2, 3));
          }
        }
      }
    }
    assertEquals(4 * 4 * 4 * 4, keys.size());
  }

  @Test
  void onlyTheNamedColumnsCount() {
    int one = row("x", "y", 1, BigInteger.ONE);
    int two = row("z", "y", 1, BigInteger.TEN);
    assertEquals(read(one, 1, 2), read(two, 1, 2));
  }

  @Test
  void aReaderIsUsedAgainForLongerKeys() {
    KeyReader key = new KeyReader(0);
    key.read(rows, row("k".repeat(1000), "", 0, BigInteger.ZERO));
    assertEquals(1004, key.length());
    key.read(rows, row("s", "", 0, BigInteger.ZERO));
    assertEquals("s", new String(key.array(), 4, key.length() - 4, UTF_8));
  }

  @Test
  void noColumnsMakeAnEmptyKey() {
    assertEquals("[]", read(row("x", "y", 1, BigInteger.ONE)));
  }
}
