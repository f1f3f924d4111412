package tributary.spark;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Questions whose answers lie in a few files, or at the very edge of one. */
final class Questions {
  private static final int ANY = Integer.MAX_VALUE;

  /** Places among the columns of silver. */
  private static final int PRODUCT = 2;

  private static final int PRICE = 3;
  private static final int VOLUME_24H = 5;
  private static final int SIDE = 13;
  private static final int TIME = 14;
  private static final int TRADE = 15;
  private static final int PARTITION = 17;
  private static final int OFFSET = 18;
  private static final int RECEIVED = 19;

  /** A place among the columns of candles. */
  private static final int IS_FINAL = 10;

  private final List<List<Line>> commits;
  private final int all;

  private Questions(List<List<Line>> commits) {
    this.commits = commits;
    this.all = commits.size();
  }

  static List<Question> about(Written written) {
    Questions questions = new Questions(written.table(Written.SILVER).added());
    return Stream.of(
            questions.coordinates(), questions.times(), questions.values(), windows(written))
        .flatMap(List::stream)
        .toList();
  }

  private List<Question> coordinates() {
    Line row = commits.get(all / 2).get(5);
    long trade = (long) row.at(TRADE);
    int partition = (int) row.at(PARTITION);
    long offset = (long) row.at(OFFSET);
    return List.of(
        silver("trade_id = " + trade, it -> (long) it.at(TRADE) == trade, 1),
        silver(
            "trade_id >= %d AND trade_id < %d".formatted(trade, trade + 60),
            it -> (long) it.at(TRADE) >= trade && (long) it.at(TRADE) < trade + 60,
            4),
        silver(
            "kafka_partition = %d AND kafka_offset = %d".formatted(partition, offset),
            it -> it.at(PARTITION).equals(partition) && it.at(OFFSET).equals(offset),
            all / 2));
  }

  /** Delta's log keeps milliseconds only: the first and the last of a file are the edge. */
  private List<Question> times() {
    Instant from = (Instant) commits.get(all / 2).get(5).at(RECEIVED);
    Instant until = from.plus(Duration.ofMinutes(2));
    Instant first = edges(3).min(Comparator.naturalOrder()).orElseThrow();
    Instant last = edges(all / 3).max(Comparator.naturalOrder()).orElseThrow();
    return List.of(
        silver(
            "received_at >= %s AND received_at < %s".formatted(sql(from), sql(until)),
            it -> !time(it, RECEIVED).isBefore(from) && time(it, RECEIVED).isBefore(until),
            6),
        silver("time = " + sql(first), it -> time(it, TIME).equals(first), spanning(first, first)),
        silver(
            "time <= " + sql(first),
            it -> !time(it, TIME).isAfter(first),
            spanning(Instant.MIN, first)),
        silver("time = " + sql(last), it -> time(it, TIME).equals(last), spanning(last, last)),
        silver(
            "time > " + sql(last.minusNanos(1_000)),
            it -> !time(it, TIME).isBefore(last),
            spanning(last, Instant.MAX)));
  }

  private Stream<Instant> edges(int commit) {
    return commits.get(commit).stream().map(it -> time(it, TIME));
  }

  /** How many commits have rows before and after, or within, the range and a millisecond around. */
  private int spanning(Instant from, Instant until) {
    return (int)
        IntStream.range(0, all)
            .filter(it -> edges(it).anyMatch(time -> time.minusMillis(1).compareTo(until) <= 0))
            .filter(it -> edges(it).anyMatch(time -> time.plusMillis(1).compareTo(from) >= 0))
            .count();
  }

  private List<Question> values() {
    BigDecimal least = new BigDecimal("0.00000001");
    BigDecimal wide = new BigDecimal("-92233720368.54775809");
    return List.of(
        silver("product_id = 'XRP-USD'", it -> it.at(PRODUCT).equals("XRP-USD"), 0),
        silver("product_id = 'ADA-USD'", it -> it.at(PRODUCT).equals("ADA-USD"), all),
        silver("price = " + least.toPlainString(), it -> it.at(PRICE).equals(least), all),
        silver("price > 9999999999.99999998", it -> compare(it, "9999999999.99999998") > 0, all),
        silver("price < 42", it -> compare(it, "42") < 0, all),
        silver("volume_24h = " + wide, it -> wide.equals(it.cells().get(VOLUME_24H)), all),
        silver("side IS NULL", it -> it.cells().get(SIDE) == null, all));
  }

  private static int compare(Line row, String price) {
    return ((BigDecimal) row.at(PRICE)).compareTo(new BigDecimal(price));
  }

  private static List<Question> windows(Written written) {
    List<Line> windows = written.table(Written.CANDLES).latest();
    Instant start = time(windows.get(windows.size() / 2), 0);
    return List.of(
        new Question(
            Written.CANDLES, "window_start = " + sql(start), it -> time(it, 0).equals(start), 5),
        new Question(Written.CANDLES, "NOT is_final", it -> it.at(IS_FINAL).equals(false), ANY));
  }

  private static Question silver(String where, Predicate<Line> keeps, int mostFiles) {
    return new Question(Written.SILVER, where, keeps, mostFiles);
  }

  private static Instant time(Line row, int column) {
    return (Instant) row.at(column);
  }

  private static String sql(Instant time) {
    return "TIMESTAMP '" + time + "'";
  }
}
