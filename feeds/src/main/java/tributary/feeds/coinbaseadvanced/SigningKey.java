package tributary.feeds.coinbaseadvanced;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tributary.feeds.venue.Secret;

/**
 * A private key in one of the forms in which the venue hands it out: PEM of a P-256 key ({@code EC
 * PRIVATE KEY} or {@code PRIVATE KEY}), its line ends possibly written {@code \n}, or an Ed25519
 * key in base64, with or without its public half behind it.
 */
record SigningKey(PrivateKey key, boolean isElliptic) {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (EC )?PRIVATE KEY-----([^-]+)-----END (EC )?PRIVATE KEY-----");
  private static final HexFormat HEX = HexFormat.of();

  /** Version 0, id-ecPublicKey on prime256v1; the key's own structure follows as octets. */
  private static final byte[] EC_BEGIN =
      HEX.parseHex("020100301306072a8648ce3d020106082a8648ce3d030107");

  private static final byte[] ED25519_BEGIN = HEX.parseHex("302e020100300506032b657004220420");
  private static final int SEED_BYTES = 32;
  private static final int P256_BITS = 256;
  private static final int LONGEST_KEY = 16_384;

  String tokenAlgorithm() {
    return isElliptic ? "ES256" : "EdDSA";
  }

  /** For Signature: R and S one after the other, as tokens have them. */
  String signatureAlgorithm() {
    return isElliptic ? "SHA256withECDSAinP1363Format" : "Ed25519";
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it has none of these forms; the message does not hold it
   */
  static SigningKey read(Secret secret) {
    String text = secret.reveal().replace("\\n", "\n").strip();
    SigningKey key = text.length() > LONGEST_KEY ? null : readOrNull(text);
    if (key == null) {
      throw new IllegalArgumentException(
          "Invalid %s: it is neither a P-256 key in PEM nor an Ed25519 key in base64"
              .formatted(Facts.PRIVATE_KEY));
    }
    return key;
  }

  /** What is thrown on the way may tell of the key, so it ends here. */
  private static @Nullable SigningKey readOrNull(String text) {
    try {
      Matcher pem = PEM.matcher(text);
      if (!pem.matches()) {
        return new SigningKey(ed25519(Base64.getDecoder().decode(text)), false);
      }
      byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
      return pem.group(1) == null ? pkcs8(der) : elliptic(wrapped(der));
    } catch (IllegalArgumentException | GeneralSecurityException unreadable) {
      return null;
    }
  }

  private static PrivateKey ed25519(byte[] seed) throws GeneralSecurityException {
    if (seed.length != SEED_BYTES && seed.length != 2 * SEED_BYTES) {
      throw new GeneralSecurityException("length");
    }
    byte[] encoded =
        ByteBuffer.allocate(ED25519_BEGIN.length + SEED_BYTES)
            .put(ED25519_BEGIN)
            .put(seed, 0, SEED_BYTES)
            .array();
    return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static SigningKey pkcs8(byte[] der) throws GeneralSecurityException {
    try {
      PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
      return new SigningKey(KeyFactory.getInstance("Ed25519").generatePrivate(spec), false);
    } catch (GeneralSecurityException other) {
      return elliptic(der);
    }
  }

  private static SigningKey elliptic(byte[] pkcs8) throws GeneralSecurityException {
    PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    if (!(key instanceof ECPrivateKey ec)
        || ec.getParams().getCurve().getField().getFieldSize() != P256_BITS) {
      throw new GeneralSecurityException("curve");
    }
    return new SigningKey(key, true);
  }

  private static byte[] wrapped(byte[] sec1) {
    byte[] octets = der(0x04, sec1);
    byte[] inner =
        ByteBuffer.allocate(EC_BEGIN.length + octets.length).put(EC_BEGIN).put(octets).array();
    return der(0x30, inner);
  }

  private static byte[] der(int tag, byte[] content) {
    int length = content.length;
    byte[] head = {(byte) tag, (byte) length};
    if (length >= 0x100) {
      head = new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    } else if (length >= 0x80) {
      head = new byte[] {(byte) tag, (byte) 0x81, (byte) length};
    }
    return ByteBuffer.allocate(head.length + length).put(head).put(content).array();
  }

  @Override
  public String toString() {
    return tokenAlgorithm();
  }
}
