package tributary.feeds.kafka;

import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import tributary.feeds.secrets.Placeholders;

/** The setting that holds user and password. */
final class Jaas {
  static final String KEY = SaslConfigs.SASL_JAAS_CONFIG;

  private Jaas() {}

  /**
   * Has Kafka read it. What Kafka says when it cannot may quote a piece of the password, so it is
   * not passed on.
   *
   * @throws ClientFileException if it cannot be read
   */
  static void check(Map<String, String> settings) {
    String value = settings.get(KEY);
    if (value == null) {
      return;
    }
    try {
      JaasContext.loadClientContext(Map.of(KEY, new Password(value)));
    } catch (RuntimeException unreadable) {
      throw new ClientFileException(
          KEY
              + " cannot be read; it has the form: org.apache.kafka.common.security.plain.PlainLoginModule required username=\"...\" password=\"...\"; (with double quotes and a semicolon)");
    }
  }

  /**
   * A secret as it stands inside the value. JAAS reads strings as Java writes them: a quote in a
   * password would end it too early.
   *
   * @throws ClientFileException if its placeholder is not in quotes
   */
  static String quoted(String value, int from, int until, String secret) {
    if (!isInQuotes(value, from)) {
      String placeholder = value.substring(from, until);
      throw new ClientFileException(
          "%s has %s outside of double quotes; write \"%s\""
              .formatted(KEY, placeholder, placeholder));
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

  /** Whether a password stands in the file itself. */
  static boolean holdsPassword(Map<String, String> written) {
    String value = written.get(KEY);
    return value != null && value.contains("password=") && !Placeholders.isIn(value);
  }
}
