package tributary.app.system;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 as text. For one thread. */
final class Digest {
  static final String OF_NOTHING = "null";

  private final MessageDigest sha256;

  Digest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }

  String of(byte @Nullable [] bytes) {
    return bytes == null ? OF_NOTHING : HexFormat.of().formatHex(sha256.digest(bytes));
  }
}
