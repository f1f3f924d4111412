package tributary.app.spark;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import tributary.app.broker.EmbeddedBroker;

/**
 * The Kafka that a job reads from: a file that says how it is reached, and perhaps the embedded
 * broker of a data folder, for as long as this is open.
 */
public final class JobKafka implements AutoCloseable {
  private final Path file;
  private final boolean isOurs;
  private final @Nullable EmbeddedBroker broker;

  private JobKafka(Path file, boolean isOurs, @Nullable EmbeddedBroker broker) {
    this.file = file;
    this.isOurs = isOurs;
    this.broker = broker;
  }

  /** A file of the user's: the job itself puts in the secrets that it asks for. */
  public static JobKafka asWritten(Path file) {
    return new JobKafka(file, false, null);
  }

  /**
   * The embedded broker of a folder.
   *
   * @param onFault takes a message for the user when the broker has stopped on its own
   * @throws tributary.app.broker.BrokerException if it cannot start
   */
  public static JobKafka ofFolder(Path folder, Consumer<String> onFault) {
    EmbeddedBroker broker = EmbeddedBroker.start(folder, onFault);
    try {
      Map<String, Object> client =
          Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap());
      return new JobKafka(written(client), true, broker);
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  private static Path written(Map<String, Object> client) {
    Properties properties = new Properties();
    properties.putAll(client);
    try {
      // Only its owner may read a file that is made like this.
      Path file = Files.createTempFile("tributary-kafka-", ".properties");
      try (Writer writer = Files.newBufferedWriter(file)) {
        properties.store(writer, null);
      }
      return file;
    } catch (IOException e) {
      throw new JobException("Cannot write the Kafka client file of the job: " + e, e);
    }
  }

  /** The properties of a Kafka client. */
  public Path file() {
    return file;
  }

  @Override
  public void close() {
    try {
      if (isOurs) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new JobException("Cannot delete %s: %s. Delete it by hand".formatted(file, e), e);
    } finally {
      if (broker != null) {
        broker.close();
      }
    }
  }
}
