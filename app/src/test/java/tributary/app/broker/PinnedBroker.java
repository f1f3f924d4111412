package tributary.app.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * The embedded broker as a program, on ports that the caller chooses, so that a test can kill it
 * and start it again where its clients look for it.
 */
public final class PinnedBroker {
  /** What it prints when it serves. */
  public static final String READY = "serves";

  private PinnedBroker() {}

  /** Serves until it is killed: folder, port, port of the controller. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    int controllerPort = Integer.parseInt(arguments[2]);
    if (!Files.exists(folder.resolve("meta.properties"))) {
      EmbeddedBroker.start(folder, System.err::println).close();
    }
    KafkaConfig config = new KafkaConfig(BrokerSettings.of(folder, port, controllerPort), false);
    new KafkaRaftServer(config, Time.SYSTEM).startup();
    System.out.println(READY);
    new CountDownLatch(1).await();
  }
}
