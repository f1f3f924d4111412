package tributary.feeds.simulator.coinbaseexchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.venue.TopLevel;

/**
 * Adds behind each ticker the match that it tells of. Derived, not recorded: all is taken from the
 * ticker, the side turned round, but for the order ids, which are invented.
 *
 * <pre>
 * {"type":"match","trade_id":1099995624,"maker_order_id":"..","taker_order_id":"..","side":"buy","size":"0.00000021","price":"84149.24","product_id":"BTC-USD","sequence":136967653295,"time":"2026-09-29T13:45:58.467935Z"}
 * </pre>
 */
final class Matches implements FrameSource {
  private static final String MATCH =
      "{\"type\":\"match\",\"trade_id\":%1$s,"
          + "\"maker_order_id\":\"00000000-0000-4000-8000-%2$012x\","
          + "\"taker_order_id\":\"00000000-0000-4000-9000-%2$012x\","
          + "\"side\":\"%3$s\",\"size\":\"%4$s\",\"price\":\"%5$s\",\"product_id\":\"%6$s\","
          + "\"sequence\":%7$s,\"time\":\"%8$s\"}";

  private final FrameSource tickers;
  private byte[] match = {};
  private boolean isMatch;

  Matches(FrameSource tickers) {
    this.tickers = tickers;
  }

  @Override
  public boolean advance() {
    if (!isMatch && match.length > 0) {
      isMatch = true;
      return true;
    }
    isMatch = false;
    boolean advanced = tickers.advance();
    match = advanced ? of(Arrays.copyOf(tickers.array(), tickers.length())) : new byte[0];
    return advanced;
  }

  /** Empty if the frame is no whole ticker. */
  private static byte[] of(byte[] ticker) {
    Map<String, String> values = new HashMap<>();
    TopLevel members = new TopLevel(ticker);
    while (members.next()) {
      String text = members.text();
      long number = members.number(-1);
      values.put(members.name(), text == null ? Long.toString(number) : text);
    }
    boolean isWhole =
        members.whole()
            && "ticker".equals(values.get("type"))
            && values.keySet().containsAll(List.of("trade_id", "side", "last_size", "time"));
    return isWhole ? match(values).getBytes(US_ASCII) : new byte[0];
  }

  private static String match(Map<String, String> ticker) {
    String tradeId = String.valueOf(ticker.get("trade_id"));
    return MATCH.formatted(
        tradeId,
        Long.parseLong(tradeId),
        "buy".equals(ticker.get("side")) ? "sell" : "buy",
        ticker.get("last_size"),
        ticker.get("price"),
        ticker.get("product_id"),
        ticker.get("sequence"),
        ticker.get("time"));
  }

  @Override
  public byte[] array() {
    return isMatch ? match : tickers.array();
  }

  @Override
  public int length() {
    return isMatch ? match.length : tickers.length();
  }

  @Override
  public long receivedMicros() {
    return tickers.receivedMicros();
  }

  @Override
  public Optional<List<String>> products() {
    return tickers.products();
  }

  @Override
  public void close() {
    tickers.close();
  }
}
