package tributary.feeds.binance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tributary.core.gaps.Gap;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Call;
import tributary.feeds.venue.Limit;
import tributary.feeds.venue.ReplyBody;
import tributary.feeds.venue.ReplyRow;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.Secrets;

/**
 * {@code GET /api/v3/historicalTrades}: oldest first, from an id on.
 *
 * <pre>
 * [{"id":28457,"price":"4.00000100","qty":"12.00000000","quoteQty":"48.000012",
 *   "time":1499865549590,"isBuyerMaker":true,"isBestMatch":true}]
 * </pre>
 *
 * It may need a key, which is then sent as a header. The reply knows when a trade happened, {@code
 * T}, but not when the socket would have sent it, {@code E}: both are given the former.
 */
record Backfill() implements RestBackfill {
  private static final int PAGE = 1000;

  private static final URI ENDPOINT = URI.create("https://data-api.binance.vision");
  private static final String KEY = "X-MBX-APIKEY";

  /** No number is established for this call, of which each weighs much: far below any known. */
  private static final List<Limit> LIMITS = List.of(Limit.perSecond(2));

  private static final String FRAME =
      "{\"stream\":\"%s@trade\",\"data\":{\"e\":\"trade\",\"E\":%s,\"s\":\"%s\",\"t\":%s,"
          + "\"p\":\"%s\",\"q\":\"%s\",\"T\":%s,\"m\":%b,\"M\":%b}}";

  /** Empty if the request has no channel with every trade. */
  static Optional<RestBackfill> of(Feed request) {
    return request.channels().contains("trade") ? Optional.of(new Backfill()) : Optional.empty();
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
    return new Cursor(gap.first(), gap.first());
  }

  @Override
  public Call call(URI base, Secrets secrets, Gap gap, Cursor cursor) {
    Call call =
        Call.to(base, "/api/v3/historicalTrades")
            .with("symbol", gap.product())
            .with("fromId", Long.toString(cursor.position()))
            .with("limit", Integer.toString(PAGE));
    return secrets.find("BINANCE_API_KEY").map(key -> call.withHeader(KEY, key)).orElse(call);
  }

  @Override
  public Reply read(Gap gap, Cursor cursor, byte[] body) {
    return ReplyBody.read(body, rows -> page(gap, cursor, rows.rows(PAGE)));
  }

  private static Page page(Gap gap, Cursor cursor, List<ReplyRow> rows) throws IOException {
    List<Trade> trades = new ArrayList<>();
    long newest = cursor.position() - 1;
    for (ReplyRow row : rows) {
      long id = row.id("id");
      if (id <= newest) {
        throw new IOException("Invalid id: " + id + " (expected one above " + newest + ")");
      }
      newest = id;
      if (id <= gap.last()) {
        trades.add(new Trade(id, frame(gap.product(), id, row)));
      }
    }
    boolean isEnd = rows.isEmpty() || newest >= gap.last();
    return new Page(
        trades,
        cursor.unanswered(),
        Math.min(newest, gap.last()),
        isEnd ? Optional.empty() : Optional.of(new Cursor(newest + 1, newest + 1)));
  }

  private static byte[] frame(String symbol, long id, ReplyRow row) throws IOException {
    long millis = row.id("time");
    return FRAME
        .formatted(
            symbol.toLowerCase(Locale.ROOT),
            millis,
            symbol,
            id,
            row.number("price"),
            row.number("qty"),
            millis,
            row.flag("isBuyerMaker"),
            row.flag("isBestMatch"))
        .getBytes(US_ASCII);
  }
}
