package tributary.feeds.socket;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static tributary.feeds.TestAccess.ACCESS;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.spec.Feed;
import tributary.feeds.coinbaseexchange.CoinbaseExchange;

class FeedTargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"wss://ws-feed.exchange.coinbase.com", "ws://127.0.0.1:1", "ws://[::1]:1"})
  void onlyThisMachineIsSpokenToWithoutEncryption(String address) {
    assertDoesNotThrow(() -> target(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ws://ws-feed.exchange.coinbase.com",
        "http://127.0.0.1",
        "feed",
        "ws://127.0.0.1.evil:1"
      })
  void otherAddressesAreRefused(String address) {
    assertThrows(IllegalArgumentException.class, () -> target(address));
  }

  private static FeedTarget target(String address) {
    Feed request = new Feed("coinbase-exchange", List.of("BTC-USD"), List.of("ticker"));
    return new FeedTarget(new CoinbaseExchange(), URI.create(address), request, ACCESS);
  }
}
