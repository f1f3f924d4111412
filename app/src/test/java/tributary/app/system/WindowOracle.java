package tributary.app.system;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Gold tables of windows of one length, {@code price_1m} and the candles, computed from the log by
 * the book: every window keeps its ticks, and is worked out at the end.
 */
final class WindowOracle {
  private static final long LATENESS = 600_000_000L;
  private static final int AVERAGE_SCALE = 12;

  /** The columns of {@code price_1m}, as in {@link #prices}. */
  static final List<String> PRICE_COLUMNS =
      List.of(
          "epoch_us(window_start)",
          "epoch_us(window_end)",
          "product_id",
          "avg_price",
          "is_final",
          "revision",
          "is_complete");

  /** The columns of candles, as in {@link #candles}. */
  static final List<String> CANDLE_COLUMNS =
      List.of(
          "epoch_us(window_start)",
          "epoch_us(window_end)",
          "product_id",
          "open",
          "high",
          "low",
          "close",
          "volume",
          "trades",
          "vwap",
          "is_final",
          "revision",
          "is_complete");

  private static final class Window {
    final List<Tick> ticks = new ArrayList<>();
    final Set<Integer> partitions = new HashSet<>();
    long revision;
    boolean isComplete;
  }

  private record Key(long start, String product) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byStart = Long.compare(start, other.start);
      return byStart != 0 ? byStart : product.compareTo(other.product);
    }
  }

  private final Map<Key, Window> windows = new TreeMap<>();
  private final Map<Integer, Long> highest = new HashMap<>();
  private final GapOracle gaps = new GapOracle(this::recheck);
  private final long length;
  private int partitionOfGap;

  private WindowOracle(long seconds) {
    length = seconds * 1_000_000;
  }

  /** One for each table of candles. */
  static Map<String, WindowOracle> ofCandles() {
    return Map.of(
        "candles_1m", new WindowOracle(60),
        "candles_5m", new WindowOracle(300),
        "candles_1h", new WindowOracle(3_600),
        "candles_1d", new WindowOracle(86_400));
  }

  /** Notes a trade, new or not, before it is taken. */
  void seen(Tick tick, int partition, boolean isBackfilled) {
    partitionOfGap = partition;
    gaps.trade(tick, isBackfilled, highest.getOrDefault(partition, Long.MIN_VALUE));
  }

  /** Notes the newest trade that a heartbeat names. */
  void newest(String product, long id, long timeMicros, int partition) {
    partitionOfGap = partition;
    gaps.newest(product, id, timeMicros);
  }

  private void recheck(String product, long from, long to, boolean repaired) {
    windows.forEach(
        (key, window) -> {
          long end = key.start() + length;
          if (!key.product().equals(product) || from >= end || to < key.start()) {
            return;
          }
          boolean isComplete = gaps.isComplete(product, key.start(), end);
          if (isComplete != window.isComplete) {
            window.isComplete = isComplete;
            boolean isOver = hasPassed(partitionOfGap, key.start());
            window.revision += isOver || repaired && isComplete ? 1 : 0;
          }
        });
  }

  /** Takes a new trade. */
  void take(Tick tick, int partition) {
    long start = Math.floorDiv(tick.timeMicros(), length) * length;
    Window window = windows.computeIfAbsent(new Key(start, tick.product()), this::window);
    window.ticks.add(tick);
    window.partitions.add(partition);
    if (hasPassed(partition, start)) {
      window.revision++;
    }
    passTime(partition, tick.timeMicros());
  }

  private Window window(Key key) {
    Window window = new Window();
    window.isComplete = gaps.isComplete(key.product(), key.start(), key.start() + length);
    return window;
  }

  /** Notes an event time of the partition, of whatever frame; the least long is none. */
  void passTime(int partition, long timeMicros) {
    highest.merge(partition, timeMicros, Math::max);
  }

  private boolean hasPassed(int partition, long start) {
    long time = highest.getOrDefault(partition, Long.MIN_VALUE);
    return time != Long.MIN_VALUE && time - LATENESS >= start + length;
  }

  /** The rows of {@code price_1m} by start and product. */
  List<List<String>> prices() {
    return rows(
        ticks ->
            List.of(
                sum(ticks, Tick::price)
                    .divide(
                        BigDecimal.valueOf(ticks.size()), AVERAGE_SCALE, RoundingMode.HALF_UP)));
  }

  /** The rows of candles by start and product. */
  List<List<String>> candles() {
    return rows(WindowOracle::candle);
  }

  private static List<BigDecimal> candle(List<Tick> ticks) {
    List<Tick> sorted = new ArrayList<>(ticks);
    sorted.sort(
        (a, b) ->
            a.timeMicros() != b.timeMicros()
                ? Long.compare(a.timeMicros(), b.timeMicros())
                : Long.compare(a.tradeId(), b.tradeId()));
    List<BigDecimal> byPrice = ticks.stream().map(Tick::price).sorted().toList();
    BigDecimal volume = sum(ticks, Tick::size);
    BigDecimal turnover = sum(ticks, tick -> tick.price().multiply(tick.size()));
    return List.of(
        sorted.get(0).price().setScale(8),
        byPrice.get(byPrice.size() - 1).setScale(8),
        byPrice.get(0).setScale(8),
        sorted.get(sorted.size() - 1).price().setScale(8),
        volume.setScale(8),
        BigDecimal.valueOf(ticks.size()),
        turnover.divide(volume, AVERAGE_SCALE, RoundingMode.HALF_UP));
  }

  private static BigDecimal sum(List<Tick> ticks, Function<Tick, BigDecimal> value) {
    return ticks.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<List<String>> rows(Function<List<Tick>, List<BigDecimal>> measures) {
    List<List<String>> rows = new ArrayList<>();
    windows.forEach(
        (key, window) -> {
          List<String> row = new ArrayList<>();
          row.add(Long.toString(key.start()));
          row.add(Long.toString(key.start() + length));
          row.add(key.product());
          measures.apply(window.ticks).forEach(value -> row.add(value.toPlainString()));
          boolean isFinal = window.partitions.stream().allMatch(p -> hasPassed(p, key.start()));
          row.add(Boolean.toString(isFinal));
          row.add(Long.toString(window.revision));
          row.add(Boolean.toString(window.isComplete));
          rows.add(row);
        });
    return rows;
  }
}
