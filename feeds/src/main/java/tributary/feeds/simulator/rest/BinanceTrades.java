package tributary.feeds.simulator.rest;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;
import tributary.feeds.venue.Secret;

/** Oldest first, from an id on. */
final class BinanceTrades implements Function<Request, Response> {
  private static final int MOST = 1000;
  private static final int USUAL = 500;

  private final TradeBook book;
  private final Optional<Secret> key;

  BinanceTrades(TradeBook book, Optional<Secret> key) {
    this.book = book;
    this.key = key;
  }

  @Override
  public Response apply(Request request) {
    if (!request.path().equals("/api/v3/historicalTrades")) {
      return Response.json("{}").status(404);
    }
    if (key.isPresent() && !key.get().reveal().equals(request.header("x-mbx-apikey"))) {
      return error(-2014, "API-key format invalid.").status(401);
    }
    String symbol = request.parameter("symbol");
    if (!book.knows(symbol)) {
      return error(-1121, "Invalid symbol.");
    }
    long limit = Numbers.of(request, "limit", USUAL);
    if (limit < 1) {
      return error(-1100, "Illegal characters found in parameter 'limit'.");
    }
    List<TradeBook.Trade> trades =
        book.from(symbol, Numbers.of(request, "fromId", 0), (int) Math.min(MOST, limit));
    return Response.json(trades.stream().map(BinanceTrades::row).collect(joining(",", "[", "]")));
  }

  private static Response error(int code, String message) {
    return Response.json("{\"code\":" + code + ",\"msg\":\"" + message + "\"}").status(400);
  }

  /** A maker who buys has a taker who sells. */
  private static String row(TradeBook.Trade trade) {
    BigDecimal quote = new BigDecimal(trade.price()).multiply(new BigDecimal(trade.size()));
    return ("{\"id\":%s,\"price\":\"%s\",\"qty\":\"%s\",\"quoteQty\":\"%s\",\"time\":%s,"
            + "\"isBuyerMaker\":%s,\"isBestMatch\":true}")
        .formatted(
            trade.id(),
            trade.price(),
            trade.size(),
            quote.toPlainString(),
            trade.nanos() / 1_000_000,
            !trade.takerBuys());
  }
}
