package tributary.feeds.secrets;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tributary.feeds.venue.Secret;

/**
 * Puts secrets where {@code ${env:NAME}}, {@code ${file:PATH}} and {@code ${secret:NAME}} stand.
 * What they hold is never looked at again, so a secret may look like a placeholder.
 *
 * @param folder what the paths of files begin at
 * @param others sources that somebody else asks: what names them stays as it is
 */
public record Placeholders(SecretSources secrets, Path folder, Set<String> others) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_-]+):([^}]*)}");

  /** How a secret is written where its placeholder stood. */
  @FunctionalInterface
  public interface Form {
    /**
     * @param value the whole value, with its placeholders
     * @param from where the placeholder begins in it
     * @param until where it ends
     */
    String text(String value, int from, int until, String secret);
  }

  /**
   * The value with its secrets as they are.
   *
   * @throws IllegalArgumentException if a secret is not there; the message begins with the key and
   *     tells no secret
   */
  public String resolve(String key, String value) {
    return resolve(key, value, (whole, from, until, secret) -> secret);
  }

  /** Like {@link #resolve(String, String)}, with secrets written in another form. */
  public String resolve(String key, String value, Form form) {
    Matcher found = PLACEHOLDER.matcher(value);
    StringBuilder resolved = new StringBuilder();
    while (found.find()) {
      String text = found.group();
      if (!others.contains(found.group(1))) {
        text = form.text(value, found.start(), found.end(), secret(key, found).reveal());
      }
      found.appendReplacement(resolved, Matcher.quoteReplacement(text));
    }
    return found.appendTail(resolved).toString();
  }

  /** Whether there is a placeholder in the value. */
  public static boolean isIn(String value) {
    return PLACEHOLDER.matcher(value).find();
  }

  private Secret secret(String key, Matcher found) {
    String name = found.group(2);
    Optional<Secret> secret;
    try {
      secret = given(found.group(1), name);
    } catch (IllegalArgumentException unreadable) {
      throw refused(key, found, String.valueOf(unreadable.getMessage()));
    }
    return secret.orElseThrow(
        () -> refused(key, found, "nobody gave it; put it into " + places(found.group(1), name)));
  }

  private Optional<Secret> given(String source, String name) {
    return switch (source) {
      case "env" -> secrets.inEnvironment(name);
      case "file" -> Optional.of(secrets.inFile(folder.resolve(name)));
      case "secret" -> secrets.find(name);
      default ->
          throw new IllegalArgumentException(
              "\"%s\" is no source of secrets (known: env, file, secret)".formatted(source));
    };
  }

  private String places(String source, String name) {
    return source.equals("env") ? "the environment variable " + name : secrets.places(name);
  }

  private static IllegalArgumentException refused(String key, Matcher found, String why) {
    return new IllegalArgumentException("%s asks for %s: %s".formatted(key, found.group(), why));
  }
}
