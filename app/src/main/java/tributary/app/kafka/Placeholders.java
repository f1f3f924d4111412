package tributary.app.kafka;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.app.secrets.SecretSources;
import tributary.feeds.venue.Secret;

/**
 * Puts secrets where {@code ${env:NAME}}, {@code ${file:PATH}} and {@code ${secret:NAME}} stand.
 * What they hold is never looked at again, so a secret may look like a placeholder.
 *
 * @param folder what the paths of files begin at
 * @param ofKafka the sources that the file itself names in {@code config.providers}: those are
 *     asked by Kafka's clients
 */
record Placeholders(SecretSources secrets, Path folder, Set<String> ofKafka) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_-]+):([^}]*)}");

  /**
   * The value with its secrets.
   *
   * @throws ClientFileException if a secret is not there, or cannot stand where it is asked for;
   *     the message begins with the key and tells no secret
   */
  String resolve(String key, String value) {
    Matcher found = PLACEHOLDER.matcher(value);
    StringBuilder resolved = new StringBuilder();
    while (found.find()) {
      String text = found.group();
      if (!ofKafka.contains(found.group(1))) {
        String secret = secret(key, found).reveal();
        text = key.equals(Jaas.KEY) ? quoted(key, value, found, secret) : secret;
      }
      found.appendReplacement(resolved, Matcher.quoteReplacement(text));
    }
    return found.appendTail(resolved).toString();
  }

  static boolean isIn(String value) {
    return PLACEHOLDER.matcher(value).find();
  }

  private Secret secret(String key, Matcher found) {
    String name = found.group(2);
    try {
      return given(found.group(1), name)
          .orElseThrow(
              () ->
                  refused(
                      key, found, "nobody gave it; put it into " + places(found.group(1), name)));
    } catch (IllegalArgumentException unreadable) {
      throw refused(key, found, String.valueOf(unreadable.getMessage()));
    }
  }

  private Optional<Secret> given(String source, String name) {
    return switch (source) {
      case "env" -> secrets.inEnvironment(name);
      case "file" -> Optional.of(secrets.inFile(folder.resolve(name)));
      case "secret" -> secrets.find(name);
      default ->
          throw new IllegalArgumentException(
              "\"%s\" is no source of secrets (known: env, file, secret, and what config.providers names)"
                  .formatted(source));
    };
  }

  private String places(String source, String name) {
    return source.equals("env") ? "the environment variable " + name : secrets.places(name);
  }

  private static ClientFileException refused(String key, Matcher found, String why) {
    return new ClientFileException("%s asks for %s: %s".formatted(key, found.group(), why));
  }

  /** JAAS reads strings as Java writes them: a quote in a password would end it too early. */
  private static String quoted(String key, String value, Matcher found, String secret) {
    if (!isInQuotes(value, found.start())) {
      throw new ClientFileException(
          "%s has %s outside of double quotes; write \"%s\""
              .formatted(key, found.group(), found.group()));
    }
    return secret
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static boolean isInQuotes(String value, int index) {
    boolean isIn = false;
    for (int i = 0; i < index; i++) {
      char c = value.charAt(i);
      if (isIn && c == '\\') {
        i++;
      } else if (c == '"') {
        isIn = !isIn;
      }
    }
    return isIn;
  }
}
