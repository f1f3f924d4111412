package tributary.app.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the tables of CoinGecko's prices have to hold, from the envelopes in the topic alone: each
 * of a coin's prices once, the latest of each minute, and the star over those.
 */
final class Prices {
  private static final long MINUTE = 60;
  private static final DateTimeFormatter TIME_KEY = format("yyyyMMddHHmm");
  private static final DateTimeFormatter DAY = format("yyyy-MM-dd");

  private final Set<List<String>> known = new HashSet<>();
  private final Map<Long, Map<String, Price>> minutes = new TreeMap<>();

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
  }

  static Prices of(List<ConsumerRecord<byte[], byte[]>> log) {
    Prices prices = new Prices();
    log.stream().filter(record -> !TopicFrames.isMark(record)).forEach(prices::take);
    return prices;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    long received = TopicFrames.receivedMicros(record);
    TopicFrames.json(record)
        .get("data")
        .properties()
        .forEach(
            coin -> {
              long seconds = coin.getValue().get("last_updated_at").longValue();
              if (known.add(List.of(coin.getKey(), Long.toString(seconds)))) {
                minutes
                    .computeIfAbsent(Math.floorDiv(seconds, MINUTE), minute -> new TreeMap<>())
                    .merge(
                        coin.getKey(),
                        Price.of(seconds, received, coin.getValue()),
                        (old, next) -> next.seconds >= old.seconds ? next : old);
              }
            });
  }

  /** How many rows silver has. */
  int silver() {
    return known.size();
  }

  /** By minute and coin. */
  List<List<String>> clean() {
    List<List<String>> rows = new ArrayList<>();
    minutes.forEach(
        (minute, coins) ->
            coins.forEach(
                (coin, price) ->
                    rows.add(
                        List.of(
                            micros(minute * MINUTE),
                            coin,
                            price.usd.toPlainString(),
                            price.volume.toPlainString(),
                            price.change.toPlainString(),
                            micros(price.seconds),
                            Long.toString(price.received)))));
    return rows;
  }

  /** By time and symbol: what facts, joined with their asset and their time, have to be. */
  List<List<String>> star() {
    List<List<String>> rows = new ArrayList<>();
    minutes.forEach(
        (minute, coins) -> {
          Instant time = Instant.ofEpochSecond(minute * MINUTE);
          coins.forEach(
              (coin, price) ->
                  rows.add(
                      List.of(
                          assetKey(coin),
                          coin,
                          TIME_KEY.format(time),
                          Integer.toString(time.atZone(ZoneOffset.UTC).getMinute()),
                          Integer.toString(time.atZone(ZoneOffset.UTC).getHour()),
                          Integer.toString(time.atZone(ZoneOffset.UTC).getDayOfWeek().getValue()),
                          price.usd.toPlainString(),
                          price.volume.toPlainString(),
                          price.change.toPlainString())));
        });
    return rows;
  }

  private static String assetKey(String coin) {
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(coin.getBytes(UTF_8));
      String digits = HexFormat.of().formatHex(md5).substring(0, 15);
      return Long.toString(Long.parseLong(digits, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** By day and coin. */
  List<List<String>> days() {
    Map<String, Map<String, List<BigDecimal>>> days = new TreeMap<>();
    minutes.forEach(
        (minute, coins) ->
            coins.forEach(
                (coin, price) ->
                    days.computeIfAbsent(
                            DAY.format(Instant.ofEpochSecond(minute * MINUTE)),
                            day -> new TreeMap<>())
                        .computeIfAbsent(coin, c -> new ArrayList<>())
                        .add(price.usd)));
    List<List<String>> rows = new ArrayList<>();
    days.forEach(
        (day, coins) -> coins.forEach((coin, prices) -> rows.add(summary(day, coin, prices))));
    return rows;
  }

  private static List<String> summary(String day, String coin, List<BigDecimal> prices) {
    BigDecimal highest = Collections.max(prices);
    BigDecimal lowest = Collections.min(prices);
    BigDecimal sum = prices.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return List.of(
        day,
        coin,
        prices.get(0).toPlainString(),
        highest.toPlainString(),
        lowest.toPlainString(),
        prices.get(prices.size() - 1).toPlainString(),
        sum.divide(BigDecimal.valueOf(prices.size()), 8, RoundingMode.HALF_UP).toPlainString(),
        Integer.toString(prices.size()));
  }

  private static String micros(long seconds) {
    return Long.toString(seconds * 1_000_000);
  }

  private record Price(
      long seconds, long received, BigDecimal usd, BigDecimal volume, BigDecimal change) {

    static Price of(long seconds, long received, JsonNode said) {
      return new Price(
          seconds,
          received,
          rounded(said.get("usd"), 8),
          rounded(said.get("usd_24h_vol"), 2),
          rounded(said.get("usd_24h_change"), 4));
    }

    private static BigDecimal rounded(JsonNode number, int scale) {
      return number.decimalValue().setScale(scale, RoundingMode.HALF_UP);
    }
  }
}
