package tributary.feeds.simulator.rest;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;

/**
 * Newest first. With {@code after} those below an id, with {@code before} those above it: of both
 * the newest page.
 */
final class CoinbaseTrades implements Function<Request, Response> {
  private static final Pattern PATH = Pattern.compile("/products/([^/]+)/trades");
  private static final int MOST = 1000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final TradeBook book;

  CoinbaseTrades(TradeBook book) {
    this.book = book;
  }

  @Override
  public Response apply(Request request) {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches() || !book.knows(path.group(1))) {
      return Response.json("{\"message\":\"NotFound\"}").status(404);
    }
    long limit = Numbers.of(request, "limit", MOST);
    if (limit < 1 || limit > MOST) {
      return Response.json("{\"message\":\"Invalid limit\"}").status(400);
    }
    return page(trades(request, path.group(1), (int) limit));
  }

  private List<TradeBook.Trade> trades(Request request, String product, int limit) {
    return request.parameter("before").isEmpty()
        ? book.below(product, Numbers.of(request, "after", Long.MAX_VALUE), limit)
        : book.above(product, Numbers.of(request, "before", 0), limit);
  }

  private static Response page(List<TradeBook.Trade> trades) {
    Response page =
        Response.json(trades.stream().map(CoinbaseTrades::row).collect(joining(",", "[", "]")));
    if (trades.isEmpty()) {
      return page;
    }
    return page.header("CB-BEFORE", Long.toString(trades.get(0).id()))
        .header("CB-AFTER", Long.toString(trades.get(trades.size() - 1).id()));
  }

  /** The side is the maker's. */
  private static String row(TradeBook.Trade trade) {
    return "{\"trade_id\":%s,\"side\":\"%s\",\"size\":\"%s\",\"price\":\"%s\",\"time\":\"%s\"}"
        .formatted(
            trade.id(),
            trade.takerBuys() ? "sell" : "buy",
            trade.size(),
            trade.price(),
            TIME.format(Instant.ofEpochSecond(0, trade.nanos())));
  }
}
