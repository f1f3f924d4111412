package tributary.core.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;

class ExactSumTest {
  private static final BigInteger MOST_128 = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
  private static final BigInteger LEAST_128 = BigInteger.ONE.shiftLeft(127).negate();
  private final ExactSum sum = new ExactSum();

  private void addWide(BigInteger value) {
    sum.add(value.shiftRight(64).longValue(), value.longValue());
  }

  @Test
  void nothingSumsToZero() {
    assertEquals(BigInteger.ZERO, sum.value());
  }

  @Test
  void carriesCrossTheHalves() {
    sum.add(Long.MAX_VALUE);
    sum.add(Long.MAX_VALUE);
    sum.add(2);
    assertEquals(BigInteger.ONE.shiftLeft(64), sum.value());
    sum.add(-1);
    assertEquals(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE), sum.value());
    sum.add(Long.MIN_VALUE);
    sum.add(Long.MIN_VALUE);
    assertEquals(BigInteger.ONE.negate(), sum.value());
  }

  @Test
  void sumsGrowBeyond128Bits() {
    addWide(MOST_128);
    assertEquals(MOST_128, sum.value());
    sum.add(1);
    assertEquals(MOST_128.add(BigInteger.ONE), sum.value());
    addWide(MOST_128);
    addWide(MOST_128);
    sum.add(-1);
    assertEquals(MOST_128.multiply(BigInteger.valueOf(3)), sum.value());
  }

  @Test
  void sumsFallBeyond128Bits() {
    addWide(LEAST_128);
    assertEquals(LEAST_128, sum.value());
    addWide(LEAST_128);
    addWide(LEAST_128);
    sum.add(1);
    assertEquals(LEAST_128.multiply(BigInteger.valueOf(3)).add(BigInteger.ONE), sum.value());
  }

  @Test
  void sumsComeBack() {
    addWide(MOST_128);
    addWide(MOST_128);
    addWide(LEAST_128);
    addWide(LEAST_128);
    assertEquals(BigInteger.TWO.negate(), sum.value());
  }

  @Test
  void productsOfTheEndsAreExact() {
    sum.addProduct(Long.MIN_VALUE, Long.MIN_VALUE);
    assertEquals(BigInteger.ONE.shiftLeft(126), sum.value());
    sum.addProduct(Long.MIN_VALUE, Long.MAX_VALUE);
    assertEquals(BigInteger.ONE.shiftLeft(63), sum.value());
    sum.addProduct(-1, 1);
    assertEquals(BigInteger.ONE.shiftLeft(63).subtract(BigInteger.ONE), sum.value());
  }

  @Test
  void anySumIsWhatBigIntegerSays() {
    Random random = Seed.random();
    for (int run = 0; run < 2_000; run++) {
      ExactSum exact = new ExactSum();
      BigInteger expected = BigInteger.ZERO;
      int bits = 1 + random.nextInt(127);
      for (int i = random.nextInt(60); i > 0; i--) {
        BigInteger value = new BigInteger(bits, random);
        value = random.nextInt(3) == 0 ? value.negate() : value;
        switch (random.nextInt(4)) {
          case 0 -> {
            exact.add(value.longValue());
            expected = expected.add(BigInteger.valueOf(value.longValue()));
          }
          case 1 -> {
            long other = random.nextLong();
            exact.addProduct(value.longValue(), other);
            expected =
                expected.add(
                    BigInteger.valueOf(value.longValue()).multiply(BigInteger.valueOf(other)));
          }
          case 2 -> {
            exact.add(value.shiftRight(64).longValue(), value.longValue());
            expected = expected.add(value);
          }
          default -> {
            exact.add(value.pow(3));
            expected = expected.add(value.pow(3));
          }
        }
        assertEquals(expected, exact.value());
      }
    }
  }
}
