package tributary.app.run;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import tributary.app.broker.Cluster;
import tributary.app.broker.EmbeddedBroker;
import tributary.feeds.kafka.ClientFile;

/**
 * The Kafka cluster of a run: the embedded broker, or the one that a {@code client.properties}
 * names. Its text form tells no setting.
 *
 * @param settings what admins and consumers are told
 * @param writing what producers are told
 * @param origin where the settings come from, and whether topics are made there
 * @param embedded the broker to close at the end, if it is ours
 */
record KafkaAccess(
    Map<String, Object> settings,
    Map<String, Object> writing,
    Cluster origin,
    @Nullable EmbeddedBroker embedded)
    implements AutoCloseable {

  static KafkaAccess embedded(EmbeddedBroker broker) {
    Map<String, Object> settings =
        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap());
    return new KafkaAccess(settings, settings, Cluster.of("the embedded broker"), broker);
  }

  static KafkaAccess of(ClientFile file) {
    Cluster cluster = new Cluster(file.origin(), file.whyNoTopicIsMade());
    return new KafkaAccess(file.forReading(), file.forWriting(), cluster, null);
  }

  String servers() {
    return String.valueOf(settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
  }

  Properties properties() {
    Properties properties = new Properties();
    properties.putAll(writing);
    return properties;
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(servers(), origin);
  }
}
