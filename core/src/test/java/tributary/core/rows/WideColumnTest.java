package tributary.core.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;

class WideColumnTest {
  private static final BigInteger END = BigInteger.ONE.shiftLeft(127);
  private final WideColumn column = new WideColumn(1);

  @Test
  void everyIntegerOf128BitsComesBack() {
    Random random = Seed.random();
    for (int i = 0; i < 10_000; i++) {
      BigInteger value = new BigInteger(random.nextInt(128), random);
      assertHolds(value);
      assertHolds(value.negate());
    }
  }

  @Test
  void theBordersOfTheHalvesComeBack() {
    for (int bit : List.of(0, 1, 31, 32, 62, 63, 64, 65, 126)) {
      BigInteger power = BigInteger.ONE.shiftLeft(bit);
      for (BigInteger value :
          List.of(power.subtract(BigInteger.ONE), power, power.add(BigInteger.ONE))) {
        assertHolds(value);
        assertHolds(value.negate());
      }
    }
    assertHolds(END.subtract(BigInteger.ONE));
    assertHolds(END.negate());
  }

  @Test
  void whatFits64BitsIsSignExtended() {
    for (long value : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      column.set(0, value);
      assertEquals(BigInteger.valueOf(value), column.get(0));
      assertEquals(value < 0 ? -1 : 0, column.high(0));
    }
  }

  @Test
  void whatDoesNotFitIsRefusedAndLeavesTheRowAsItWas() {
    column.set(0, 5);

    assertThrows(ArithmeticException.class, () -> column.set(0, END));
    assertThrows(
        ArithmeticException.class, () -> column.set(0, END.negate().subtract(BigInteger.ONE)));
    assertEquals(BigInteger.valueOf(5), column.get(0));
  }

  private void assertHolds(BigInteger value) {
    column.set(0, value);
    assertEquals(value, column.get(0));
  }
}
