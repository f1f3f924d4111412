package tributary.feeds.simulator.rest;

import java.util.Optional;
import java.util.function.Function;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;
import tributary.feeds.venue.Secret;

/** The REST APIs of the venues that give trades back: what each answers to a request. */
public final class RestVenues {
  private RestVenues() {}

  /** {@code /products/{id}/trades} of the Coinbase Exchange. */
  public static Function<Request, Response> coinbase(TradeBook book) {
    return new CoinbaseTrades(book);
  }

  /**
   * {@code /api/v3/historicalTrades} of Binance.
   *
   * @param key the key that every call must bear; empty if none is needed
   */
  public static Function<Request, Response> binance(TradeBook book, Optional<Secret> key) {
    return new BinanceTrades(book, key);
  }

  /** {@code /0/public/Trades} of Kraken; the book has the products in the socket's spelling. */
  public static Function<Request, Response> kraken(TradeBook book) {
    return new KrakenTrades(book);
  }
}
