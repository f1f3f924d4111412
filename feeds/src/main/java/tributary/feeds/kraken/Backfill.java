package tributary.feeds.kraken;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tributary.core.gaps.Gap;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Call;
import tributary.feeds.venue.Limit;
import tributary.feeds.venue.ReplyBody;
import tributary.feeds.venue.ReplyRow;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.Secrets;

/**
 * {@code GET /0/public/Trades}: oldest first, from a time on, which it calls a cursor.
 *
 * <pre>
 * {"error":[],"result":{"XBTUSDT":[["105433.60000","0.00027625",1762795433.9717445,"b","l","",
 *   10218208],...],"last":"1762820035982277754"}}
 * </pre>
 *
 * REST has names of its own for some assets and repeats none of the socket's, so the trades are
 * those of the only member beside {@code last}. A page begins with what is not older than the trade
 * before the gap, by a margin, since times are written with fewer digits than they have; pages
 * overlap by the trades of one instant, since several can share it.
 */
record Backfill() implements RestBackfill {
  private static final int PAGE = 1000;
  private static final long MARGIN_MICROS = 1_000;

  private static final URI ENDPOINT = URI.create("https://api.kraken.com");

  /** No limit is established: gently. */
  private static final List<Limit> LIMITS = List.of(Limit.perSecond(1));

  private static final BigDecimal LATEST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final String FRAME =
      "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\"%s\",\"side\":\"%s\","
          + "\"price\":%s,\"qty\":%s,\"ord_type\":\"%s\",\"trade_id\":%s,\"timestamp\":\"%s\"}]}";

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
    return new Cursor(Math.max(0, gap.fromMicros() - MARGIN_MICROS) * 1_000, gap.first());
  }

  @Override
  public Call call(URI base, Secrets secrets, Gap gap, Cursor cursor) {
    return Call.to(base, "/0/public/Trades")
        .with("pair", pair(gap.product()))
        .with("since", Long.toString(cursor.position()));
  }

  /** BTC/USD is XBTUSD here, DOGE/USD XDGUSD; other assets keep their names. */
  private static String pair(String product) {
    int slash = product.indexOf('/');
    return asset(product.substring(0, slash)) + asset(product.substring(slash + 1));
  }

  private static String asset(String name) {
    return switch (name) {
      case "BTC" -> "XBT";
      case "DOGE" -> "XDG";
      default -> name;
    };
  }

  @Override
  public Reply read(Gap gap, Cursor cursor, byte[] body) {
    return ReplyBody.read(body, reply -> reply(gap, cursor, reply));
  }

  private Reply reply(Gap gap, Cursor cursor, ReplyBody body) throws IOException {
    List<String> errors = List.of();
    Page page = null;
    body.enterObject();
    for (String name = body.member(); name != null; name = body.member()) {
      if (name.equals("error")) {
        errors = body.texts();
      } else if (name.equals("result")) {
        page = result(gap, cursor, body);
      } else {
        body.skip();
      }
    }
    if (!errors.isEmpty()) {
      String error = String.join(", ", errors);
      return error.contains("Unknown asset pair") ? new Gone(error) : new Failed(error);
    }
    return page == null ? new Failed("Cannot read the reply: no result") : page;
  }

  private Page result(Gap gap, Cursor cursor, ReplyBody body) throws IOException {
    List<ReplyRow> rows = null;
    String last = null;
    body.enterObject();
    for (String name = body.member(); name != null; name = body.member()) {
      if (name.equals("last")) {
        last = body.text();
      } else if (rows == null) {
        rows = body.rows(PAGE);
      } else {
        throw new IOException("Invalid result: trades of two pairs, the second is " + name);
      }
    }
    if (rows == null) {
      throw new IOException("Invalid result: no trades");
    }
    return page(gap, cursor, rows, nanos(last));
  }

  private static long nanos(@Nullable String last) throws IOException {
    if (last == null || !last.matches("[0-9]{1,18}|[1-8][0-9]{18}")) {
      throw new IOException("Invalid last: " + last);
    }
    return Long.parseLong(last);
  }

  private Page page(Gap gap, Cursor cursor, List<ReplyRow> rows, long last) throws IOException {
    List<Trade> trades = new ArrayList<>();
    long newest = -1;
    long oldest = Long.MAX_VALUE;
    for (ReplyRow row : rows) {
      long id = row.id("6");
      if (id <= newest) {
        throw new IOException("Invalid trade id: " + id + " (expected one above " + newest + ")");
      }
      newest = id;
      oldest = Math.min(oldest, id);
      if (id >= cursor.unanswered() && id <= gap.last()) {
        trades.add(new Trade(id, frame(gap.product(), id, row)));
      }
    }
    // Only a page that shows the trade before can tell that the ones after it are not there.
    long from = oldest < cursor.unanswered() ? cursor.unanswered() : oldest;
    long position = Math.max(0, last - 1);
    boolean isEnd = rows.isEmpty() || newest >= gap.last() || position <= cursor.position();
    long unanswered = Math.max(cursor.unanswered(), newest + 1);
    return new Page(
        trades,
        Math.max(from, gap.first()),
        Math.min(newest, gap.last()),
        isEnd ? Optional.empty() : Optional.of(new Cursor(position, unanswered)));
  }

  private static byte[] frame(String product, long id, ReplyRow row) throws IOException {
    return FRAME
        .formatted(
            product,
            row.isOneOf("3", "b", "s") ? "buy" : "sell",
            row.number("0"),
            row.number("1"),
            row.isOneOf("4", "l", "m") ? "limit" : "market",
            id,
            time(row.number("2")))
        .getBytes(US_ASCII);
  }

  /** The reply's seconds are binary fractions with about seven decimals; the socket tells six. */
  private static String time(String seconds) throws IOException {
    BigDecimal nanos = new BigDecimal(seconds).movePointRight(9).setScale(0, RoundingMode.DOWN);
    if (nanos.compareTo(LATEST_NANOS) > 0) {
      throw new IOException("Invalid time: " + seconds);
    }
    long whole = nanos.longValueExact();
    return TIME.format(Instant.ofEpochSecond(whole / 1_000_000_000, whole % 1_000_000_000));
  }
}
