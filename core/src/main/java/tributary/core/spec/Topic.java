package tributary.core.spec;

/**
 * The Kafka topic.
 *
 * @param partitions how many partitions it gets if Tributary has to create it
 */
public record Topic(String name, int partitions) {}
