package tributary.feeds.simulator.coinbaseadvanced;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whom the simulated venue knows by key: it checks tokens as the venue does.
 *
 * @param name of the key
 * @param wall the venue's time
 */
public record KeyHolder(String name, PublicKey key, InstantSource wall) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final long LONGEST_LIFE_SECONDS = 120;

  /** The nonce of a token, if it is one that this key holder has signed and that holds now. */
  Optional<String> nonce(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      Map<String, String> header = members(parts[0]);
      boolean isGood =
          name.equals(header.get("kid"))
              && algorithm().equals(header.get("alg"))
              && holds(members(parts[1]))
              && isSigned(parts);
      return isGood ? Optional.ofNullable(header.get("nonce")) : Optional.empty();
    } catch (IOException | IllegalArgumentException | GeneralSecurityException unreadable) {
      return Optional.empty();
    }
  }

  private String algorithm() {
    return key.getAlgorithm().equals("EC") ? "ES256" : "EdDSA";
  }

  private boolean holds(Map<String, String> claims) {
    long from = Long.parseLong(claims.getOrDefault("nbf", "x"));
    long to = Long.parseLong(claims.getOrDefault("exp", "x"));
    long now = wall.instant().getEpochSecond();
    return name.equals(claims.get("sub"))
        && "cdp".equals(claims.get("iss"))
        && !claims.containsKey("uri")
        && from <= now
        && now < to
        && to - from <= LONGEST_LIFE_SECONDS;
  }

  private boolean isSigned(String[] parts) throws GeneralSecurityException {
    boolean isElliptic = algorithm().equals("ES256");
    Signature signature =
        Signature.getInstance(isElliptic ? "SHA256withECDSAinP1363Format" : "Ed25519");
    signature.initVerify(key);
    signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
  }

  private static Map<String, String> members(String part) throws IOException {
    Map<String, String> members = new HashMap<>();
    try (JsonParser json = JSON.createParser(Base64.getUrlDecoder().decode(part))) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        members.put(name, json.getText());
        json.skipChildren();
      }
    }
    return members;
  }
}
