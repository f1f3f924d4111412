package tributary.feeds.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Coins whose prices wander, one step per half a minute: in between the venue's cache says the same
 * again. Coins that it does not know are left out, as the venue does.
 */
final class CoinGeckoMarket implements Played {
  private static final long CACHE_SECONDS = 30;

  private final SplittableRandom random;
  private final Map<String, BigDecimal> prices = new LinkedHashMap<>();
  private final InstantSource time;
  private long left;
  private long step = Long.MIN_VALUE;

  CoinGeckoMarket(long seed, List<String> coins, InstantSource time, long replies) {
    this.random = new SplittableRandom(seed);
    this.time = time;
    this.left = replies;
    coins.forEach(coin -> prices.put(coin, first(coin)));
  }

  private BigDecimal first(String coin) {
    return switch (coin) {
      case "bitcoin" -> new BigDecimal("103472.28");
      case "ethereum" -> new BigDecimal("3529.41");
      case "cardano" -> new BigDecimal("0.7902");
      default -> BigDecimal.valueOf(random.nextLong(1, 1_000_000_000), 6);
    };
  }

  @Override
  public Served reply(Request request) {
    walk(Math.floorDiv(time.instant().getEpochSecond(), CACHE_SECONDS));
    List<String> told = new ArrayList<>(Arrays.asList(request.parameter("ids").split(",", -1)));
    told.retainAll(prices.keySet());
    StringBuilder json = new StringBuilder("{");
    for (String coin : told) {
      json.append(json.length() > 1 ? "," : "");
      coin(json, coin);
    }
    left -= left == Long.MAX_VALUE || told.isEmpty() ? 0 : 1;
    byte[] body = json.append('}').toString().getBytes(UTF_8);
    return new Served(
        Response.json(body).header("Cache-Control", "max-age=" + CACHE_SECONDS), told);
  }

  private void walk(long to) {
    if (to != step) {
      step = to;
      prices.replaceAll((coin, price) -> moved(price));
    }
  }

  /** Up to a thousandth up or down, with as many digits as the venue gives at full precision. */
  private BigDecimal moved(BigDecimal price) {
    BigDecimal change = BigDecimal.valueOf(random.nextLong(-1_000, 1_001), 6);
    BigDecimal moved = price.add(price.multiply(change)).setScale(12, RoundingMode.HALF_EVEN);
    return moved.signum() > 0 ? moved.stripTrailingZeros() : price;
  }

  private void coin(StringBuilder json, String coin) {
    String price = prices.getOrDefault(coin, BigDecimal.ZERO).toPlainString();
    long draw = Math.floorMod(step * 31 + coin.hashCode(), 1_000_000_007L);
    json.append('"').append(coin).append("\":{\"usd\":").append(price);
    json.append(",\"usd_market_cap\":").append(draw + 1_000_000).append(".25");
    json.append(",\"usd_24h_vol\":").append(draw / 10 + 1_000).append(".0625");
    json.append(",\"usd_24h_change\":").append(draw % 2 == 0 ? "-" : "").append("2.5805");
    json.append(",\"last_updated_at\":").append(step * CACHE_SECONDS).append('}');
  }

  @Override
  public boolean isDone() {
    return left <= 0;
  }

  @Override
  public Manners manners() {
    return VenueManners.COINGECKO;
  }
}
