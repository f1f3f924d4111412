package tributary.feeds.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;
import tributary.feeds.secrets.Placeholders;
import tributary.feeds.secrets.PropertiesFile;
import tributary.feeds.secrets.SecretSources;

/**
 * A standard {@code client.properties} as its user means it: with its secrets, over what the
 * service behind it needs. Read once: a secret that changes later counts from the next start on.
 * Its text form tells no setting.
 */
public final class ClientFile {
  private final Path file;
  private final Profile profile;
  private final Optional<String> whyNoTopicIsMade;
  private final Map<String, String> settings;
  private final List<String> notes;

  private ClientFile(
      Path file,
      Profile profile,
      Optional<String> whyNoTopicIsMade,
      Map<String, String> settings,
      List<String> notes) {
    this.file = file;
    this.profile = profile;
    this.whyNoTopicIsMade = whyNoTopicIsMade;
    this.settings = Map.copyOf(settings);
    this.notes = List.copyOf(notes);
  }

  /**
   * Reads the file and the secrets that it asks for.
   *
   * @param isFilledByUs whether the run publishes to its topic: one that somebody else fills is
   *     sooner misspelt than missing, and is not made
   * @throws ClientFileException if it, or a secret, cannot be read, or it makes no sense
   */
  public static ClientFile read(Path file, SecretSources secrets, boolean isFilledByUs) {
    Map<String, String> written = load(file);
    try {
      return understood(file, written, secrets, isFilledByUs);
    } catch (ClientFileException wrong) {
      throw new ClientFileException(
          "Invalid Kafka client properties %s: %s".formatted(file, wrong.getMessage()));
    }
  }

  private static ClientFile understood(
      Path file, Map<String, String> written, SecretSources secrets, boolean isFilledByUs) {
    OwnKeys own = OwnKeys.takeFrom(written);
    Map<String, String> user = withSecrets(file, written, secrets);
    List<String> hosts = hosts(user);
    Profile profile = own.profile().orElseGet(() -> Profile.of(hosts));
    Map<String, String> settings = new HashMap<>(profile.settings());
    settings.putAll(user);
    Jaas.check(settings);
    List<String> notes = new ArrayList<>(profile.notes());
    if (own.profile().isEmpty() && profile != Profile.PLAIN) {
      notes.add(
          "%s is taken for %s by its host; %s in %s says otherwise"
              .formatted(hosts.get(0), profile.code(), OwnKeys.PROFILE, file));
    }
    profile.warnings(user).forEach(warning -> notes.add("%s: %s".formatted(file, warning)));
    if (Jaas.holdsPassword(written) && SecretSources.isOpenToOthers(file)) {
      notes.add("%s holds a password and others may read it; chmod 600 it".formatted(file));
    }
    Optional<String> whyNot = whyNoTopicIsMade(file, own, profile, isFilledByUs);
    return new ClientFile(file, profile, whyNot, settings, notes);
  }

  private static Optional<String> whyNoTopicIsMade(
      Path file, OwnKeys own, Profile profile, boolean isFilledByUs) {
    if (own.createsTopics().isPresent()) {
      return own.createsTopics().get()
          ? Optional.empty()
          : Optional.of("%s in %s forbids it".formatted(OwnKeys.CREATE_TOPICS, file));
    }
    if (profile == Profile.EVENT_HUBS) {
      return Optional.of("a topic there is an event hub, which is made in the portal");
    }
    return isFilledByUs
        ? Optional.empty()
        : Optional.of("this run only reads what others send there");
  }

  private static Map<String, String> load(Path file) {
    try {
      return PropertiesFile.read(file);
    } catch (IOException e) {
      throw new ClientFileException(
          "Cannot read Kafka client properties %s: %s".formatted(file, e));
    }
  }

  private static Map<String, String> withSecrets(
      Path file, Map<String, String> written, SecretSources secrets) {
    Set<String> ofKafka = Set.copyOf(list(written.get(AbstractConfig.CONFIG_PROVIDERS_CONFIG)));
    Placeholders placeholders =
        new Placeholders(secrets, file.toAbsolutePath().resolveSibling(""), ofKafka);
    Map<String, String> resolved = new HashMap<>();
    try {
      written.forEach((key, value) -> resolved.put(key, resolved(placeholders, key, value)));
    } catch (IllegalArgumentException refused) {
      throw new ClientFileException(String.valueOf(refused.getMessage()));
    }
    return resolved;
  }

  private static String resolved(Placeholders placeholders, String key, String value) {
    return key.equals(Jaas.KEY)
        ? placeholders.resolve(key, value, Jaas::quoted)
        : placeholders.resolve(key, value);
  }

  /** The servers without their ports. */
  private static List<String> hosts(Map<String, String> settings) {
    List<String> servers = list(settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    if (servers.isEmpty()) {
      throw new ClientFileException("bootstrap.servers is missing");
    }
    return servers.stream().map(server -> server.replaceFirst(":[0-9]*$", "")).toList();
  }

  private static List<String> list(@Nullable String commas) {
    return commas == null
        ? List.of()
        : Arrays.stream(commas.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** Where the settings come from, for messages. */
  public String origin() {
    return profile == Profile.PLAIN ? file.toString() : file + ", " + profile.code();
  }

  /** What the user should know before it starts; no secret is in it. */
  public List<String> notes() {
    return notes;
  }

  /** Why a topic that is missing is not made, as half a sentence; empty if it is made. */
  public Optional<String> whyNoTopicIsMade() {
    return whyNoTopicIsMade;
  }

  /** What admins and consumers are to be told. */
  public Map<String, Object> forReading() {
    return settings(key -> ClientKind.ADMIN.takes(key) || ClientKind.CONSUMER.takes(key));
  }

  /** What producers are to be told. */
  public Map<String, Object> forWriting() {
    return settings(ClientKind.PRODUCER::takes);
  }

  private Map<String, Object> settings(Predicate<String> isTaken) {
    return settings.entrySet().stream()
        .filter(each -> isTaken.test(each.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public String toString() {
    return origin();
  }
}
