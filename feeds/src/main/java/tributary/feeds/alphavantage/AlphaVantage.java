package tributary.feeds.alphavantage;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Call;
import tributary.feeds.venue.Limit;
import tributary.feeds.venue.Poll;
import tributary.feeds.venue.PolledVenue;
import tributary.feeds.venue.Profile;
import tributary.feeds.venue.Reading;
import tributary.feeds.venue.Secret;

/**
 * Alpha Vantage's weekly and intraday series: one call per symbol and channel, one frame per reply,
 * the symbol its key. Its facts are in {@code Facts} and {@code Series}, what is received in {@code
 * Replies}.
 */
public final class AlphaVantage implements PolledVenue {

  @Override
  public String name() {
    return Facts.NAME;
  }

  @Override
  public Profile profile() {
    return Facts.PROFILE;
  }

  @Override
  public void check(Feed request) {
    int products = request.products().size();
    if (products < 1 || products > Facts.MOST_PRODUCTS) {
      throw new IllegalArgumentException(
          "Invalid products: %d of them (%s takes 1 to %d symbols)"
              .formatted(products, Facts.NAME, Facts.MOST_PRODUCTS));
    }
    for (String product : request.products()) {
      if (!Facts.PRODUCT.matcher(product).matches()) {
        throw new IllegalArgumentException(
            "Invalid product: %s (write a symbol as Alpha Vantage does, such as IBM)"
                .formatted(product));
      }
    }
    request.channels().forEach(AlphaVantage::series);
  }

  private static Series series(String channel) {
    return Series.of(channel)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Invalid channel: %s (%s offers %s)"
                        .formatted(
                            channel,
                            Facts.NAME,
                            Series.ALL.stream().map(Series::channel).collect(joining(", ")))));
  }

  @Override
  public URI endpoint(Access access) {
    return Facts.ENDPOINT;
  }

  @Override
  public List<Limit> limits(Access access) {
    return isPremium(access) ? Facts.PREMIUM : Facts.FREE;
  }

  @Override
  public List<Poll> polls(Feed request, Access access) {
    check(request);
    key(access);
    boolean isPremium = isPremium(access);
    List<String> channels =
        request.channels().isEmpty() ? List.of(Facts.DEFAULT_CHANNEL) : request.channels();
    return channels.stream()
        .distinct()
        .map(AlphaVantage::series)
        .flatMap(
            series ->
                request.products().stream()
                    .distinct()
                    .map(symbol -> poll(series, symbol, isPremium)))
        .toList();
  }

  private static Poll poll(Series series, String symbol, boolean isPremium) {
    return new Poll(
        series.channel(),
        List.of(symbol),
        symbol,
        isPremium ? series.premiumEvery() : series.every());
  }

  @Override
  public Call call(URI address, Poll poll, Access access) {
    Call call = Call.to(address, Facts.PATH);
    for (var parameter : series(poll.channel()).parameters().entrySet()) {
      call = call.with(parameter.getKey(), parameter.getValue());
    }
    return call.with("symbol", poll.key()).withSecret("apikey", key(access));
  }

  private static boolean isPremium(Access access) {
    return access.secrets().find(Facts.PREMIUM_KEY).isPresent();
  }

  private static Secret key(Access access) {
    Optional<Secret> premium = access.secrets().find(Facts.PREMIUM_KEY);
    return premium
        .or(() -> access.secrets().find(Facts.FREE_KEY))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot ask Alpha Vantage without a key: get one at %s and put it into the"
                            .formatted(Facts.WHERE_TO_GET)
                        + " environment as %s".formatted(Facts.FREE_KEY)));
  }

  @Override
  public Reading read(Poll poll, byte[] body) {
    return Replies.read(poll, body);
  }

  @Override
  public byte[] frame(byte[] body, long receivedMicros) {
    return body;
  }
}
