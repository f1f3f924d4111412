package tributary.feeds.kafka;

import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** A Kafka client, by the settings that it knows. */
enum ClientKind {
  ADMIN(AdminClientConfig.configNames()),
  CONSUMER(ConsumerConfig.configNames()),
  PRODUCER(ProducerConfig.configNames());

  private final Set<String> names;

  ClientKind(Set<String> names) {
    this.names = names;
  }

  /** Whether the setting is for this client. What no client knows may be for a plug-in of any. */
  boolean takes(String setting) {
    return names.contains(setting)
        || Arrays.stream(values()).noneMatch(kind -> kind.names.contains(setting));
  }
}
