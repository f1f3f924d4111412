package tributary.serve.page;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tributary.core.rows.Rows;
import tributary.serve.Sample;
import tributary.serve.board.LiveBoard;

/** A seeded random walk of three products, fed to a board as the runner would. */
final class RandomMarket {
  private static final Map<String, Double> PRICES =
      Map.of("BTC-USD", 64_850.0, "ETH-USD", 3_120.0, "ADA-USD", 0.4512);

  private final Random random;
  private final Map<String, Walk> walks = new LinkedHashMap<>();
  private long micros = Sample.NOON;
  private long sequence;

  RandomMarket(long seed) {
    random = new Random(seed);
    PRICES.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new))
        .forEach((name, price) -> walks.put(name, new Walk(price)));
  }

  /** One product's price and open candle. */
  private final class Walk {
    private double price;
    private double open;
    private double high;
    private double low;
    private double volume;

    Walk(double price) {
      this.price = price;
      open();
    }

    void open() {
      open = price;
      high = price;
      low = price;
      volume = 0;
    }

    void step() {
      price *= 1 + random.nextGaussian() * 0.00035;
      high = Math.max(high, price);
      low = Math.min(low, price);
      volume += random.nextDouble();
    }

    String text(double value) {
      return new BigDecimal(value)
          .setScale(value < 10 ? 4 : 2, RoundingMode.HALF_UP)
          .toPlainString();
    }

    void candle(Rows rows, String name, long start, Sample.Marks marks) {
      Sample.candle(
          rows,
          name,
          start,
          List.of(text(open), text(high), text(low), text(price)),
          text(volume),
          marks);
    }
  }

  /** Closed candles of the past. */
  void history(LiveBoard board, int minutes) {
    Rows rows = Sample.candleRows();
    for (int minute = -minutes; minute < 0; minute++) {
      long start = Sample.NOON + minute * Sample.MINUTE;
      for (Map.Entry<String, Walk> entry : walks.entrySet()) {
        entry.getValue().open();
        for (int i = 0; i < 20; i++) {
          entry.getValue().step();
        }
        entry
            .getValue()
            .candle(rows, entry.getKey(), start, new Sample.Marks(true, 0, minute != -9));
        if (minute == -1) {
          entry.getValue().open();
        }
      }
    }
    board.windows(rows);
  }

  /** A few trades of each product and the candles after them. */
  void trade(LiveBoard board) {
    Rows silver = Sample.silverRows();
    Rows candles = Sample.candleRows();
    for (Map.Entry<String, Walk> entry : walks.entrySet()) {
      for (int i = 0; i < 12; i++) {
        entry.getValue().step();
        micros += 7_300;
        Sample.trade(
            silver,
            entry.getKey(),
            entry.getValue().text(entry.getValue().price),
            micros,
            ++sequence);
      }
      entry.getValue().candle(candles, entry.getKey(), Sample.NOON, Sample.Marks.OPEN);
    }
    board.rows(silver, 0, silver.size());
    board.windows(candles);
  }
}
