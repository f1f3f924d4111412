package tributary.feeds.coinbaseexchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Secret;

/**
 * Signs a subscribe: base64(HMAC-SHA256(base64-decoded secret, timestamp + "GET" +
 * "/users/self/verify")).
 */
final class Signature {
  private static final String WHAT = "GET/users/self/verify";

  private Signature() {}

  /**
   * The members to add to a subscribe, with a comma before each; empty if there are no keys.
   *
   * @throws IllegalArgumentException if only some of the keys are there, or the secret is no base64
   */
  static String members(Access access) {
    Optional<Secret> key = access.secrets().find(Facts.KEY);
    Optional<Secret> secret = access.secrets().find(Facts.SECRET);
    Optional<Secret> passphrase = access.secrets().find(Facts.PASSPHRASE);
    if (key.isEmpty() && secret.isEmpty() && passphrase.isEmpty()) {
      return "";
    }
    if (key.isEmpty() || secret.isEmpty() || passphrase.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot sign a subscribe to %s: %s absent (set all three keys or none)"
              .formatted(Facts.NAME, absent(access)));
    }
    String timestamp = timestamp(access.wall().instant());
    return member("signature", sign(secret.get(), timestamp))
        + member("key", key.get().reveal())
        + member("passphrase", passphrase.get().reveal())
        + member("timestamp", timestamp);
  }

  private static String absent(Access access) {
    return List.of(Facts.KEY, Facts.SECRET, Facts.PASSPHRASE).stream()
        .filter(name -> access.secrets().find(name).isEmpty())
        .collect(joining(", "));
  }

  /** Epoch seconds with milliseconds. */
  private static String timestamp(Instant now) {
    return "%d.%03d".formatted(now.getEpochSecond(), now.getNano() / 1_000_000);
  }

  static String sign(Secret secret, String timestamp) {
    byte[] key = decode(secret);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] signed = mac.doFinal((timestamp + WHAT).getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("Cannot sign: this JVM has no HMAC-SHA256", absent);
    }
  }

  private static byte[] decode(Secret secret) {
    byte[] key = {};
    try {
      key = Base64.getDecoder().decode(secret.reveal());
    } catch (IllegalArgumentException tellsTheSecret) {
      // The exception's text names characters of it; an empty key is refused below.
    }
    if (key.length == 0) {
      throw new IllegalArgumentException(
          "Invalid %s: it is not base64 (copy the secret as the venue shows it)"
              .formatted(Facts.SECRET));
    }
    return key;
  }

  private static String member(String name, String value) {
    return ",\"" + name + "\":\"" + quoted(value) + "\"";
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsUTF8(text), UTF_8);
  }
}
