package tributary.bench.plain;

import java.math.BigInteger;
import tributary.core.rows.Rows;

/** What the baseline keeps of one product: its highest trade id and the candle under way. */
final class Product {
  private static final long MINUTE = 60_000_000L;

  private long highestTrade = -1;
  private long minute = Long.MIN_VALUE;
  private long open;
  private long high;
  private long low;
  private long close;
  private long volume;
  private long trades;
  private long notionalHigh;
  private long notionalLow;
  private final StringBuilder closed = new StringBuilder();

  /** Takes the open row in; false if it was seen before. */
  boolean take(Rows silver, int row) {
    long trade = silver.longs(15).get(row);
    if (trade <= highestTrade) {
      return false;
    }
    highestTrade = trade;
    long price = silver.longs(3).get(row);
    long size = silver.longs(16).get(row);
    long start = Math.floorDiv(silver.longs(14).get(row), MINUTE);
    if (start != minute) {
      close();
      minute = start;
      open = price;
      high = price;
      low = price;
    }
    high = Math.max(high, price);
    low = Math.min(low, price);
    close = price;
    volume += size;
    trades++;
    long before = notionalLow;
    notionalLow += price * size;
    notionalHigh += Math.multiplyHigh(price, size);
    if (Long.compareUnsigned(notionalLow, before) < 0) {
      notionalHigh++;
    }
    return true;
  }

  private void close() {
    if (trades > 0) {
      append(closed);
    }
    volume = 0;
    trades = 0;
    notionalHigh = 0;
    notionalLow = 0;
  }

  private void append(StringBuilder text) {
    BigInteger notional =
        BigInteger.valueOf(notionalHigh)
            .shiftLeft(64)
            .add(new BigInteger(Long.toUnsignedString(notionalLow)));
    text.append(minute).append(',').append(open).append(',').append(high).append(',').append(low);
    text.append(',').append(close).append(',').append(volume).append(',').append(trades);
    text.append(',').append(notional.divide(BigInteger.valueOf(Math.max(1, volume)))).append('\n');
  }

  /** Writes the candles that were closed since the last time, and the one under way. */
  void write(String product, StringBuilder text) {
    text.append(product).append('\n').append(closed);
    append(text);
    closed.setLength(0);
  }
}
