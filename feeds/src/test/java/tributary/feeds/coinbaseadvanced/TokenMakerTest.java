package tributary.feeds.coinbaseadvanced;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.spec.Feed;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Secret;

class TokenMakerTest {
  private static final String NAME = "organizations/one/apiKeys/two";
  private static final Instant NOW = Instant.ofEpochSecond(1_775_428_513);
  private static final Pattern TOKEN = Pattern.compile("\"jwt\":\"([^\"]+)\"");

  @Test
  void signsByEs256WithAKeyInEitherPem() throws GeneralSecurityException {
    KeyPair pair = elliptic("secp256r1");
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    for (String pem :
        List.of(
            pem("PRIVATE KEY", pkcs8),
            pem("EC PRIVATE KEY", sec1(pkcs8)),
            pem("EC PRIVATE KEY", sec1(pkcs8)).replace("\n", "\\n"))) {
      String token = tokens(pem).get(0);
      assertEquals(64, Base64.getUrlDecoder().decode(token.split("\\.")[2]).length, "R and S");
      assertTrue(isSigned(token, "SHA256withECDSAinP1363Format", pair.getPublic()));
      assertTrue(part(token, 0).startsWith("{\"alg\":\"ES256\",\"typ\":\"JWT\","));
    }
  }

  @Test
  void signsByEdDsaWithASeedOrAPairInBase64() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPrivate().getEncoded();
    byte[] seed = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    byte[] publicKey = pair.getPublic().getEncoded();
    byte[] both =
        ByteBuffer.allocate(64).put(seed).put(publicKey, publicKey.length - 32, 32).array();
    for (String key :
        List.of(
            Base64.getEncoder().encodeToString(seed),
            Base64.getEncoder().encodeToString(both),
            pem("PRIVATE KEY", encoded))) {
      String token = tokens(key).get(0);
      assertTrue(isSigned(token, "Ed25519", pair.getPublic()));
      assertTrue(part(token, 0).startsWith("{\"alg\":\"EdDSA\","));
    }
  }

  @Test
  void eachMessageHasATokenOfItsOwnForTwoMinutes() throws GeneralSecurityException {
    List<String> tokens =
        tokens(pem("PRIVATE KEY", elliptic("secp256r1").getPrivate().getEncoded()));
    assertEquals(2, tokens.size(), "heartbeats and ticker");
    assertNotEquals(part(tokens.get(0), 0), part(tokens.get(1), 0), "the nonce");
    assertTrue(
        part(tokens.get(0), 0).matches(".*,\"kid\":\"" + NAME + "\",\"nonce\":\"[0-9a-f]{32}\"}"));
    assertEquals(
        "{\"sub\":\"" + NAME + "\",\"iss\":\"cdp\",\"nbf\":1775428513,\"exp\":1775428633}",
        part(tokens.get(0), 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "c2VjcmV0",
        "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----"
      })
  void aKeyThatCannotBeReadIsNotShown(String key) {
    Exception failure = assertThrows(IllegalArgumentException.class, () -> tokens(key));
    assertEquals(
        "Invalid COINBASE_ADVANCED_PRIVATE_KEY: it is neither a P-256 key in PEM nor an Ed25519"
            + " key in base64",
        failure.getMessage());
    assertEquals(null, failure.getCause());
  }

  @Test
  void aKeyOnAnotherCurveIsRefused() throws GeneralSecurityException {
    String other = pem("PRIVATE KEY", elliptic("secp384r1").getPrivate().getEncoded());
    assertThrows(IllegalArgumentException.class, () -> tokens(other));
  }

  @Test
  void halfOfTheKeyIsAMistakeThatIsNamed() {
    Exception failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> frames(Map.of("COINBASE_ADVANCED_KEY_NAME", NAME)));
    assertEquals(
        "Cannot sign a subscribe to coinbase-advanced: COINBASE_ADVANCED_PRIVATE_KEY absent (set"
            + " both COINBASE_ADVANCED_KEY_NAME and COINBASE_ADVANCED_PRIVATE_KEY, or none)",
        failure.getMessage());
    assertFalse(frames(Map.of()).toString().contains("jwt"));
  }

  private static List<String> tokens(String key) {
    return frames(Map.of("COINBASE_ADVANCED_KEY_NAME", NAME, "COINBASE_ADVANCED_PRIVATE_KEY", key))
        .stream()
        .map(TOKEN::matcher)
        .peek(found -> assertTrue(found.find()))
        .map(found -> found.group(1))
        .toList();
  }

  private static List<String> frames(Map<String, String> secrets) {
    Access access =
        new Access(
            name -> Optional.ofNullable(secrets.get(name)).map(Secret::new),
            InstantSource.fixed(NOW),
            new SplittableRandom(1));
    return new CoinbaseAdvanced()
        .subscribeFrames(
            new Feed("coinbase-advanced", List.of("BTC-USD"), List.of("ticker")), access);
  }

  private static boolean isSigned(String token, String algorithm, PublicKey key)
      throws GeneralSecurityException {
    int end = token.lastIndexOf('.');
    Signature signature = Signature.getInstance(algorithm);
    signature.initVerify(key);
    signature.update(token.substring(0, end).getBytes(UTF_8));
    return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
  }

  private static String part(String token, int index) {
    return new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), UTF_8);
  }

  private static KeyPair elliptic(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  /** The octets behind version and algorithm. */
  private static byte[] sec1(byte[] pkcs8) {
    int octets = (pkcs8[1] < 0 ? 3 : 2) + 3 + 21;
    int begin = octets + (pkcs8[octets + 1] < 0 ? 3 : 2);
    return Arrays.copyOfRange(pkcs8, begin, pkcs8.length);
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(what, Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(der), what)
        .replace("\r", "");
  }
}
