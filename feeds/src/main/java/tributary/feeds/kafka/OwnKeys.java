package tributary.feeds.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a {@code client.properties} tells Tributary and not Kafka.
 *
 * @param profile the service, if it is named
 * @param createsTopics whether a missing topic is made, if that is said
 */
record OwnKeys(Optional<Profile> profile, Optional<Boolean> createsTopics) {
  static final String PROFILE = "tributary.profile";
  static final String CREATE_TOPICS = "tributary.create.topics";

  private static final String PREFIX = "tributary.";

  /**
   * Takes the own keys out of the settings.
   *
   * @throws ClientFileException if one is unknown, or its value is
   */
  static OwnKeys takeFrom(Map<String, String> settings) {
    Optional<Profile> profile =
        Optional.ofNullable(settings.remove(PROFILE)).map(OwnKeys::profileOf);
    Optional<Boolean> createsTopics =
        Optional.ofNullable(settings.remove(CREATE_TOPICS)).map(OwnKeys::truthOf);
    for (String key : new TreeSet<>(settings.keySet())) {
      if (key.startsWith(PREFIX)) {
        throw new ClientFileException(
            "%s is no key of Tributary's (known: %s, %s)".formatted(key, PROFILE, CREATE_TOPICS));
      }
    }
    return new OwnKeys(profile, createsTopics);
  }

  private static Profile profileOf(String code) {
    return Profile.coded(code.strip())
        .orElseThrow(
            () ->
                new ClientFileException(
                    "%s is %s (known: %s)".formatted(PROFILE, code, Profile.codes())));
  }

  private static boolean truthOf(String text) {
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new ClientFileException("%s is %s (true or false)".formatted(CREATE_TOPICS, text));
    };
  }
}
