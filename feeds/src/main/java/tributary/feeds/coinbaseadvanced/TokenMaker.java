package tributary.feeds.coinbaseadvanced;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Secret;

/**
 * Makes JSON Web Tokens: signed by ES256 or EdDSA, good for two minutes and for one message.
 *
 * <pre>
 * {"alg":"ES256","typ":"JWT","kid":"organizations/..","nonce":"6b0d.."}
 * {"sub":"organizations/..","iss":"cdp","nbf":1775428513,"exp":1775428633}
 * </pre>
 */
final class TokenMaker {
  private static final int LIFE_SECONDS = 120;
  private static final int NONCE_BYTES = 16;

  private final String name;
  private final SigningKey key;
  private final Access access;

  private TokenMaker(String name, SigningKey key, Access access) {
    this.name = name;
    this.key = key;
    this.access = access;
  }

  /**
   * One that signs with the key that there is.
   *
   * @return empty if there is none, which public channels do without
   * @throws IllegalArgumentException if only one half is there, or the key cannot be read
   */
  static Optional<TokenMaker> of(Access access) {
    Optional<Secret> name = access.secrets().find(Facts.KEY_NAME);
    Optional<Secret> key = access.secrets().find(Facts.PRIVATE_KEY);
    if (name.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    if (name.isEmpty() || key.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot sign a subscribe to %s: %s absent (set both %s and %s, or none)"
              .formatted(
                  Facts.NAME,
                  name.isEmpty() ? Facts.KEY_NAME : Facts.PRIVATE_KEY,
                  Facts.KEY_NAME,
                  Facts.PRIVATE_KEY));
    }
    return Optional.of(new TokenMaker(name.get().reveal(), SigningKey.read(key.get()), access));
  }

  /** A new token. */
  String next() {
    byte[] nonce = new byte[NONCE_BYTES];
    access.random().nextBytes(nonce);
    long now = access.wall().instant().getEpochSecond();
    String subject = new String(JsonStringEncoder.getInstance().quoteAsUTF8(name), UTF_8);
    String header =
        "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\",\"nonce\":\"%s\"}"
            .formatted(key.tokenAlgorithm(), subject, HexFormat.of().formatHex(nonce));
    String claims =
        "{\"sub\":\"%s\",\"iss\":\"cdp\",\"nbf\":%d,\"exp\":%d}"
            .formatted(subject, now, now + LIFE_SECONDS);
    String signed = encode(header.getBytes(UTF_8)) + "." + encode(claims.getBytes(UTF_8));
    return signed + "." + encode(sign(signed.getBytes(UTF_8)));
  }

  private byte[] sign(byte[] text) {
    try {
      Signature signature = Signature.getInstance(key.signatureAlgorithm());
      signature.initSign(key.key());
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException failure) {
      throw new IllegalArgumentException(
          "Cannot sign with %s: %s"
              .formatted(Facts.PRIVATE_KEY, failure.getClass().getSimpleName()));
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
