package tributary.feeds.coinbaseexchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tributary.core.gaps.Gap;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Call;
import tributary.feeds.venue.Limit;
import tributary.feeds.venue.ReplyBody;
import tributary.feeds.venue.ReplyRow;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.Secrets;

/**
 * {@code GET /products/{id}/trades}: newest first, {@code after} means older than, so that a gap is
 * paged backward from the first trade after it.
 *
 * <pre>
 * [{"trade_id":1099995623,"side":"sell","size":"0.00004104","price":"84140.83","time":"2026-..Z"}]
 * </pre>
 *
 * The reply's side is the maker's, as on the channel matches; the channel ticker tells the taker's.
 * Of a ticker it knows neither the sequence nor the statistics.
 */
record Backfill(boolean tickers, boolean matches) implements RestBackfill {
  private static final int PAGE = 1000;

  private static final URI ENDPOINT = URI.create("https://api.exchange.coinbase.com");

  /** The venue's limit is 10 calls/s; an older edition of its documentation was stricter. */
  private static final List<Limit> LIMITS = List.of(Limit.perSecond(3));

  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

  private static final String TICKER =
      "{\"type\":\"ticker\",\"product_id\":\"%s\",\"price\":\"%s\",\"side\":\"%s\","
          + "\"time\":\"%s\",\"trade_id\":%s,\"last_size\":\"%s\"}";
  private static final String MATCH =
      "{\"type\":\"match\",\"trade_id\":%s,\"side\":\"%s\",\"size\":\"%s\",\"price\":\"%s\","
          + "\"product_id\":\"%s\",\"time\":\"%s\"}";

  /** Empty if the request has no channel with every trade; ticker_batch leaves trades out. */
  static Optional<RestBackfill> of(Feed request) {
    Backfill backfill =
        new Backfill(request.channels().contains("ticker"), request.channels().contains("matches"));
    return backfill.tickers || backfill.matches ? Optional.of(backfill) : Optional.empty();
  }

  @Override
  public URI endpoint() {
    return ENDPOINT;
  }

  @Override
  public List<Limit> limits() {
    return LIMITS;
  }

  @Override
  public int mostTrades() {
    return PAGE;
  }

  @Override
  public boolean knows(String product) {
    return Facts.PRODUCT.matcher(product).matches();
  }

  @Override
  public Cursor begin(Gap gap) {
    return new Cursor(gap.last() + 1, gap.last());
  }

  @Override
  public Call call(URI base, Secrets secrets, Gap gap, Cursor cursor) {
    return Call.to(base, "/products/" + gap.product() + "/trades")
        .with("limit", Integer.toString(PAGE))
        .with("after", Long.toString(cursor.position()));
  }

  @Override
  public Reply read(Gap gap, Cursor cursor, byte[] body) {
    return ReplyBody.read(body, rows -> page(gap, cursor, rows.rows(PAGE)));
  }

  private Page page(Gap gap, Cursor cursor, List<ReplyRow> rows) throws IOException {
    List<Trade> trades = new ArrayList<>();
    long oldest = cursor.position();
    for (ReplyRow row : rows) {
      long id = row.id("trade_id");
      if (id >= oldest) {
        throw new IOException("Invalid trade_id: " + id + " (expected one below " + oldest + ")");
      }
      oldest = id;
      if (id >= gap.first() && id <= gap.last()) {
        add(gap.product(), id, row, trades);
      }
    }
    Collections.reverse(trades);
    boolean isEnd = rows.isEmpty() || oldest <= gap.first();
    return new Page(
        trades,
        isEnd ? gap.first() : oldest,
        Math.min(gap.last(), cursor.unanswered()),
        isEnd ? Optional.empty() : Optional.of(new Cursor(oldest, oldest - 1)));
  }

  private void add(String product, long id, ReplyRow row, List<Trade> to) throws IOException {
    String price = row.number("price");
    String size = row.number("size");
    String time = row.text("time", TIME);
    boolean makerBuys = row.isOneOf("side", "buy", "sell");
    if (tickers) {
      String side = makerBuys ? "sell" : "buy";
      to.add(new Trade(id, frame(TICKER.formatted(product, price, side, time, id, size))));
    }
    if (matches) {
      String side = makerBuys ? "buy" : "sell";
      to.add(new Trade(id, frame(MATCH.formatted(id, side, size, price, product, time))));
    }
  }

  private static byte[] frame(String text) {
    return text.getBytes(US_ASCII);
  }
}
