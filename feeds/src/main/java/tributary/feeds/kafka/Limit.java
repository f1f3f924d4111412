package tributary.feeds.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * What a service does not bear.
 *
 * @param key the setting
 * @param isBorne whether a value of it, as the user wrote it, is borne
 * @param why what the service asks for, and what it does otherwise
 */
record Limit(String key, Predicate<String> isBorne, String why) {

  static Limit number(String key, LongPredicate isBorne, String why) {
    return new Limit(key, value -> isNumberBorne(value.strip(), isBorne), why);
  }

  /** What to warn of, if the settings have a value that is not borne. */
  Optional<String> warning(Map<String, String> settings) {
    String value = settings.get(key);
    return value == null || isBorne.test(value)
        ? Optional.empty()
        : Optional.of("%s: %s".formatted(key, why));
  }

  /** What is no number, Kafka itself refuses. */
  private static boolean isNumberBorne(String value, LongPredicate isBorne) {
    try {
      return isBorne.test(Long.parseLong(value));
    } catch (NumberFormatException none) {
      return true;
    }
  }
}
