package tributary.lake.iceberg;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tributary.lake.table.CommitOutcome;

/** Keeps the secrets among a catalog's properties out of messages. */
final class Secrets {
  static final Secrets NONE = new Secrets(Map.of());

  private static final Pattern NAMES =
      Pattern.compile(
          "(?i).*(password|passwd|pwd|token|secret|credential|authorization|key|header\\.).*");

  /** A part of a secret that is shorter is too common a word to be one by itself. */
  private static final int SHORTEST_PART = 6;

  /** What a server says of itself is bounded. */
  private static final int LONGEST = 500;

  private final String address;
  private final List<String> values;

  Secrets(Map<String, String> properties) {
    this.address = properties.getOrDefault("uri", "");
    this.values =
        properties.entrySet().stream()
            .filter(it -> isSecret(it.getKey()) && !it.getValue().isBlank())
            .flatMap(it -> withLastPart(it.getValue()))
            .toList();
  }

  /** The last word of {@code Bearer TOKEN}, and of {@code ID:SECRET}, is a secret by itself. */
  private static Stream<String> withLastPart(String value) {
    String last = value.substring(Math.max(value.lastIndexOf(' '), value.lastIndexOf(':')) + 1);
    return last.length() < SHORTEST_PART ? Stream.of(value) : Stream.of(value, last).distinct();
  }

  static boolean isSecret(String property) {
    return NAMES.matcher(property).matches();
  }

  /** What failed and why, without secrets. */
  IOException failed(String what, Throwable cause) {
    return new IOException(what + ": " + without(cause.toString()), quiet(cause));
  }

  /** The outcome with a cause that tells no secret. */
  CommitOutcome quiet(CommitOutcome outcome) {
    if (outcome instanceof CommitOutcome.NotCommitted it) {
      return new CommitOutcome.NotCommitted(quiet(it.cause()));
    }
    return outcome instanceof CommitOutcome.Unknown it
        ? new CommitOutcome.Unknown(quiet(it.cause()))
        : outcome;
  }

  /** The exception, or if one of its messages tells a secret, its reason alone. */
  private Throwable quiet(Throwable cause) {
    StringWriter all = new StringWriter();
    cause.printStackTrace(new PrintWriter(all));
    String told = all.toString();
    return values.stream().anyMatch(told::contains)
        ? new IOException(without(reason(cause)))
        : cause;
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
