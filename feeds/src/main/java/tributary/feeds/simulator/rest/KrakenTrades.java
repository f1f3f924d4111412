package tributary.feeds.simulator.rest;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;

/** Oldest first, later than {@code since}, which {@code last} of a reply continues. */
final class KrakenTrades implements Function<Request, Response> {
  private static final int MOST = 1000;

  private final TradeBook book;

  KrakenTrades(TradeBook book) {
    this.book = book;
  }

  @Override
  public Response apply(Request request) {
    if (!request.path().equals("/0/public/Trades")) {
      return Response.json("{\"error\":[\"EGeneral:Unknown method\"]}");
    }
    String pair = request.parameter("pair");
    String product = product(pair);
    if (!book.knows(product)) {
      return Response.json("{\"error\":[\"EQuery:Unknown asset pair\"]}");
    }
    long since = Numbers.of(request, "since", 0);
    List<TradeBook.Trade> trades = book.after(product, since, MOST);
    long last = trades.isEmpty() ? since : trades.get(trades.size() - 1).nanos();
    String rows = trades.stream().map(KrakenTrades::row).collect(joining(","));
    return Response.json(
        "{\"error\":[],\"result\":{\"%s\":[%s],\"last\":\"%s\"}}".formatted(pair, rows, last));
  }

  /** XBTUSDT is what the socket calls BTC/USDT; the quote has three letters, or is USDT. */
  private static String product(String pair) {
    int base = pair.length() - (pair.endsWith("USDT") ? 4 : 3);
    if (base < 1) {
      return "";
    }
    String product = pair.substring(0, base) + "/" + pair.substring(base);
    return product.replace("XBT", "BTC").replace("XDG", "DOGE");
  }

  /** The time has as many decimals as a binary fraction of this size can tell apart. */
  private static String row(TradeBook.Trade trade) {
    return "[\"%s\",\"%s\",%s,\"%s\",\"l\",\"\",%s]"
        .formatted(
            trade.price(),
            trade.size(),
            BigDecimal.valueOf(trade.nanos(), 9).setScale(7, RoundingMode.HALF_UP),
            trade.takerBuys() ? "b" : "s",
            trade.id());
  }
}
