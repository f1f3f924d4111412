package tributary.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The text of Coinbase frames, with values at the ends of their types and absent ones. */
final class Tickers {
  private static final List<String> NARROW_COLUMNS =
      List.of(
          "open_24h",
          "low_24h",
          "high_24h",
          "best_bid",
          "best_bid_size",
          "best_ask",
          "best_ask_size");

  private static final List<String> NARROW =
      List.of("-9999999999.99999999", "9999999999.99999999", "-0.00000001", "0", "-1.5", "42.1");

  private static final List<String> WIDE =
      List.of(
          "-99999999999999999999.99999999",
          "99999999999999999999.99999999",
          "-92233720368.54775809",
          "92233720368.54775808",
          "-0.00000001",
          "0");

  private static final List<String> REJECTS =
      List.of(
          "",
          "not JSON",
          "[".repeat(500),
          "{\"type\":\"ticker\"}",
          "{\"type\":\"weather ☂\"}",
          "{\"type\":\"ticker\",\"type\":\"ticker\"}",
          "{\"type\":\"ticker\",\"sequence\":\"many ☂\",\"product_id\":\"BTC-USD\"}",
          "{\"type\":\"ticker\",\"sequence\":99999999999999999999}");

  private final Random random;
  private long trades = 9_007_199_254_740_993L;
  private int rejects;

  Tickers(Random random) {
    this.random = random;
  }

  /** The next of the frames that cannot become a row, none of them twice in a row. */
  byte @Nullable [] reject() {
    int number = rejects++ % (REJECTS.size() + 3);
    return switch (number - REJECTS.size()) {
      case 0 -> null;
      case 1 -> new byte[] {'{', (byte) 0xff, 0, '}'};
      case 2 -> ticker("BTC-USD", 0);
      default -> REJECTS.get(number).getBytes(UTF_8);
    };
  }

  byte[] heartbeat(String product, long micros) {
    return "{\"type\":\"heartbeat\",\"product_id\":\"%s\",\"time\":\"%s\"}"
        .formatted(product, time(micros))
        .getBytes(UTF_8);
  }

  byte[] ticker(String product, long micros) {
    StringBuilder text = new StringBuilder("{\"type\":\"ticker\"");
    text.append(",\"sequence\":").append(random.nextLong() >>> 1);
    text.append(",\"product_id\":\"").append(product).append('"');
    text.append(",\"price\":\"").append(price()).append('"');
    text.append(",\"time\":\"").append(time(micros)).append('"');
    text.append(",\"trade_id\":").append(trades++);
    NARROW_COLUMNS.forEach(column -> optional(text, column, oneOf(NARROW)));
    optional(text, "volume_24h", oneOf(WIDE));
    optional(text, "volume_30d", oneOf(WIDE));
    optional(text, "side", random.nextBoolean() ? "buy" : "sell");
    if (!product.equals("ADA-USD")) {
      optional(text, "last_size", new BigDecimal(random.nextInt(1 << 30)).movePointLeft(8));
    }
    return text.append('}').toString().getBytes(UTF_8);
  }

  private void optional(StringBuilder text, String column, Object value) {
    int dice = random.nextInt(10);
    if (dice == 0) {
      text.append(",\"").append(column).append("\":null");
    } else if (dice > 1) {
      text.append(",\"").append(column).append("\":\"").append(value).append('"');
    }
  }

  private String oneOf(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private String price() {
    return switch (random.nextInt(10)) {
      case 0 -> "0.00000001";
      case 1 -> "9999999999.99999999";
      default -> new BigDecimal(1 + random.nextInt(1 << 30)).movePointLeft(4).toPlainString();
    };
  }

  private static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
