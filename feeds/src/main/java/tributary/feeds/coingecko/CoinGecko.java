package tributary.feeds.coingecko;

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
 * CoinGecko's simple prices: all coins in one call, and so in one frame. All frames and marks have
 * one key, and so one partition: a mark of a coin has to be in order with the frames that hold it.
 * Its facts are in {@code Facts}, what is received in {@code SimplePrice}, what is published in
 * {@code Envelope}.
 */
public final class CoinGecko implements PolledVenue {

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
    if (request.products().isEmpty() || request.products().size() > Facts.MOST_PRODUCTS) {
      throw new IllegalArgumentException(
          "Invalid products: %d of them (%s takes 1 to %d coins)"
              .formatted(request.products().size(), Facts.NAME, Facts.MOST_PRODUCTS));
    }
    for (String product : request.products()) {
      if (!Facts.PRODUCT.matcher(product).matches()) {
        throw new IllegalArgumentException(
            "Invalid product: %s (write a coin's id as CoinGecko does, such as bitcoin)"
                .formatted(product));
      }
    }
    for (String channel : request.channels()) {
      if (!channel.equals(Facts.CHANNEL)) {
        throw new IllegalArgumentException(
            "Invalid channel: %s (%s offers %s)".formatted(channel, Facts.NAME, Facts.CHANNEL));
      }
    }
  }

  @Override
  public URI endpoint(Access access) {
    return proKey(access).isPresent() ? Facts.PRO_ENDPOINT : Facts.ENDPOINT;
  }

  @Override
  public List<Limit> limits(Access access) {
    if (proKey(access).isPresent()) {
      return Facts.PRO;
    }
    return demoKey(access).isPresent() ? Facts.DEMO : Facts.KEYLESS;
  }

  @Override
  public List<Poll> polls(Feed request, Access access) {
    check(request);
    List<String> products = request.products().stream().distinct().toList();
    return List.of(new Poll(Facts.CHANNEL, products, Facts.NAME, Facts.EVERY));
  }

  @Override
  public Call call(URI address, Poll poll, Access access) {
    Call call =
        Call.to(address, Facts.PATH)
            .with("ids", String.join(",", poll.products()))
            .with("vs_currencies", "usd")
            .with("include_market_cap", "true")
            .with("include_24hr_vol", "true")
            .with("include_24hr_change", "true")
            .with("include_last_updated_at", "true")
            .with("precision", "full");
    Optional<Secret> pro = proKey(access);
    if (pro.isPresent()) {
      return call.withHeader(Facts.PRO_HEADER, pro.get());
    }
    return demoKey(access).map(key -> call.withHeader(Facts.DEMO_HEADER, key)).orElse(call);
  }

  private static Optional<Secret> proKey(Access access) {
    return access.secrets().find(Facts.PRO_KEY);
  }

  private static Optional<Secret> demoKey(Access access) {
    return access.secrets().find(Facts.DEMO_KEY);
  }

  @Override
  public Reading read(Poll poll, byte[] body) {
    return SimplePrice.read(poll, body);
  }

  @Override
  public byte[] frame(byte[] body, long receivedMicros) {
    return Envelope.around(body, receivedMicros);
  }
}
