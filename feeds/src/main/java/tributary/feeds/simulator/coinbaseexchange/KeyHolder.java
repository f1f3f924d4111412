package tributary.feeds.simulator.coinbaseexchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tributary.feeds.venue.Secret;

/**
 * Whom the simulated venue knows by key: it checks what they sign as the venue does.
 *
 * @param secret in base64
 * @param wall the venue's time, from which a signature's may differ by 30 s
 */
public record KeyHolder(String key, Secret secret, Secret passphrase, InstantSource wall) {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");
  private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(30);

  boolean signed(SubscribeMessage.Signature signature) {
    return signature.key().equals(key)
        && signature.passphrase().equals(passphrase.reveal())
        && isNow(signature.timestamp())
        && MessageDigest.isEqual(
            expected(signature.timestamp()).getBytes(UTF_8), signature.signature().getBytes(UTF_8));
  }

  private boolean isNow(String timestamp) {
    if (!SECONDS.matcher(timestamp).matches()) {
      return false;
    }
    BigDecimal now = BigDecimal.valueOf(wall.millis(), 3);
    return new BigDecimal(timestamp).subtract(now).abs().compareTo(LONGEST_SECONDS) <= 0;
  }

  private String expected(String timestamp) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.reveal()), "HmacSHA256"));
      byte[] signed = mac.doFinal((timestamp + "GET/users/self/verify").getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("Cannot check a signature: no HMAC-SHA256", absent);
    }
  }
}
