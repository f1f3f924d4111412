package tributary.core.windows;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A sum of integers without rounding or overflow: 128 bits, and more once those do not suffice. */
final class ExactSum {
  private long high;
  private long low;
  private @Nullable BigInteger beyond;

  void add(long value) {
    add(value >> 63, value);
  }

  void addProduct(long a, long b) {
    add(Math.multiplyHigh(a, b), a * b);
  }

  /** Adds a 128-bit two's complement integer. */
  void add(long highBits, long lowBits) {
    long lowSum = low + lowBits;
    long carry = Long.compareUnsigned(lowSum, low) < 0 ? 1 : 0;
    long highSum = high + highBits + carry;
    if (((high ^ highSum) & (highBits ^ highSum)) < 0) {
      BigInteger so = value().add(big(highBits, lowBits));
      beyond = so;
      high = 0;
      low = 0;
      return;
    }
    high = highSum;
    low = lowSum;
  }

  void add(BigInteger value) {
    beyond = beyond == null ? value : beyond.add(value);
  }

  BigInteger value() {
    BigInteger near = big(high, low);
    return beyond == null ? near : near.add(beyond);
  }

  private static BigInteger big(long high, long low) {
    return high == low >> 63
        ? BigInteger.valueOf(low)
        : new BigInteger(ByteBuffer.allocate(16).putLong(high).putLong(low).array());
  }
}
