package tributary.lake.iceberg;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Keeps the secrets among a catalog's properties out of messages. */
final class Secrets {
  private static final Pattern NAMES =
      Pattern.compile("(?i).*(password|passwd|pwd|token|secret|credential|key).*");

  /** What a server says of itself is bounded. */
  private static final int LONGEST = 500;

  private final String address;
  private final List<String> values;

  Secrets(Map<String, String> properties) {
    this.address = properties.getOrDefault("uri", "");
    this.values =
        properties.entrySet().stream()
            .filter(it -> NAMES.matcher(it.getKey()).matches() && !it.getValue().isBlank())
            .map(Map.Entry::getValue)
            .toList();
  }

  /** The exception without its causes, whose messages might hold anything. */
  IOException unreachable(CatalogType type, Throwable cause) {
    return new IOException(
        "Cannot open the Iceberg catalog of iceberg.type %s at %s: %s. See that it runs and lets us in, or correct the iceberg properties of the stores file"
            .formatted(type.word(), address, without(reason(cause))));
  }

  private static String reason(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
  }

  /** The text without the secrets, on one line. */
  String without(String text) {
    String clean = text.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    for (String secret : values) {
      clean = clean.replace(secret, "***");
    }
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "..." : clean;
  }
}
