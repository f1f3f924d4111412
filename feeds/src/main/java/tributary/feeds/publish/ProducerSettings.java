package tributary.feeds.publish;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka producer's settings: the user's over what suits us, and over both what must hold. */
final class ProducerSettings {

  /** A frame may have 4 MiB; the rest is for key, header and the record around them. */
  private static final int LONGEST_REQUEST_BYTES = 5 << 20;

  private static final Map<String, Object> SUITABLE =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG,
          2,
          ProducerConfig.COMPRESSION_TYPE_CONFIG,
          "lz4",
          ProducerConfig.BATCH_SIZE_CONFIG,
          128 << 10,
          ProducerConfig.BUFFER_MEMORY_CONFIG,
          64L << 20,
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          LONGEST_REQUEST_BYTES,
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          100L, // how exactly a publisher knows how long it has waited
          ProducerConfig.CLIENT_ID_CONFIG,
          "tributary-feed");

  /** Idempotence keeps order and makes a resend harmless; a broker that is away is waited for. */
  private static final Map<String, Object> NECESSARY =
      Map.of(
          ProducerConfig.ACKS_CONFIG,
          "all",
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          true,
          ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
          5,
          ProducerConfig.RETRIES_CONFIG,
          Integer.MAX_VALUE,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          Integer.MAX_VALUE,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ByteArraySerializer.class.getName(),
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ByteArraySerializer.class.getName());

  private ProducerSettings() {}

  static Properties over(Properties client) {
    Properties settings = new Properties();
    settings.putAll(SUITABLE);
    client.stringPropertyNames().forEach(name -> settings.put(name, client.getProperty(name)));
    settings.putAll(NECESSARY);
    return settings;
  }
}
