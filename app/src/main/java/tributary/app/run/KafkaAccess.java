package tributary.app.run;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import tributary.app.broker.EmbeddedBroker;

/**
 * The Kafka cluster of a run: the embedded broker, or the one that a {@code client.properties}
 * names.
 *
 * @param origin where the settings come from, for messages
 * @param embedded the broker to close at the end, if it is ours
 */
record KafkaAccess(Map<String, Object> settings, String origin, @Nullable EmbeddedBroker embedded)
    implements AutoCloseable {

  static KafkaAccess embedded(EmbeddedBroker broker) {
    return new KafkaAccess(
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
        "the embedded broker",
        broker);
  }

  static KafkaAccess of(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new RunException("Cannot read Kafka client properties %s: %s".formatted(file, e), e);
    }
    if (!properties.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new RunException(
          "Invalid Kafka client properties %s: bootstrap.servers is missing".formatted(file));
    }
    Map<String, Object> settings = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, properties.getProperty(name)));
    return new KafkaAccess(Map.copyOf(settings), file.toString(), null);
  }

  String servers() {
    return String.valueOf(settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
  }

  Properties properties() {
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
