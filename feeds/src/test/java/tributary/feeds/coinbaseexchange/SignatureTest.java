package tributary.feeds.coinbaseexchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Secret;

class SignatureTest {
  private static final Map<String, String> KEYS =
      Map.of(
          "COINBASE_EXCHANGE_KEY", "the \"key\"",
          "COINBASE_EXCHANGE_SECRET", "dHJpYnV0YXJ5IHRlc3Qgc2VjcmV0",
          "COINBASE_EXCHANGE_PASSPHRASE", "pass");

  private final CoinbaseExchange venue = new CoinbaseExchange();

  @Test
  void aSubscribeIsSignedIfThereAreKeys() {
    assertEquals(
        List.of(
            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"full\"],"
                + "\"signature\":\"JpE/rP2VNasfqSCqLOZrc5pfZmXar2/Zt5kxSIt+XEQ=\","
                + "\"key\":\"the \\\"key\\\"\",\"passphrase\":\"pass\","
                + "\"timestamp\":\"1767225600.250\"}"),
        frames(KEYS, "full"));
  }

  @Test
  void onlySomeOfTheKeysAreAMistakeThatIsNamed() {
    Exception failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> frames(Map.of("COINBASE_EXCHANGE_KEY", "the key"), "ticker"));
    assertEquals(
        "Cannot sign a subscribe to coinbase-exchange: COINBASE_EXCHANGE_SECRET,"
            + " COINBASE_EXCHANGE_PASSPHRASE absent (set all three keys or none)",
        failure.getMessage());
  }

  @Test
  void aChannelThatNeedsAKeyIsRefusedWithout() {
    Exception failure =
        assertThrows(IllegalArgumentException.class, () -> frames(Map.of(), "level2"));
    assertEquals(
        "Cannot subscribe to level2 of coinbase-exchange without a key (set COINBASE_EXCHANGE_KEY,"
            + " COINBASE_EXCHANGE_SECRET and COINBASE_EXCHANGE_PASSPHRASE)",
        failure.getMessage());
    assertFalse(frames(Map.of(), "level2_batch").get(0).contains("signature"));
  }

  @Test
  void aSecretThatIsNoBase64IsNotShown() {
    Map<String, String> wrong = new HashMap<>(KEYS);
    wrong.put("COINBASE_EXCHANGE_SECRET", "se-cret");
    Exception failure = assertThrows(IllegalArgumentException.class, () -> frames(wrong, "ticker"));
    assertEquals(
        "Invalid COINBASE_EXCHANGE_SECRET: it is not base64 (copy the secret as the venue shows it)",
        failure.getMessage());
    assertEquals(null, failure.getCause());
  }

  private List<String> frames(Map<String, String> keys, String channel) {
    Access access =
        new Access(
            name -> Optional.ofNullable(keys.get(name)).map(Secret::new),
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00.250Z")),
            new SplittableRandom(1));
    return venue.subscribeFrames(
        new Feed("coinbase-exchange", List.of("BTC-USD"), List.of(channel)), access);
  }
}
