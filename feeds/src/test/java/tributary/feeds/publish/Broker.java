package tributary.feeds.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real broker of one node on loopback. It can be stopped and started again on its folder. */
public final class Broker implements AutoCloseable {
  private final Properties settings = new Properties();
  private final int port;
  private KafkaRaftServer server;

  /** Starts it; its folder must be empty. */
  public Broker(Path folder) throws Exception {
    this.port = freePort();
    int controller = freePort();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("log.dirs", folder.toString());
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controller));
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("message.max.bytes", "100000");
    settings.put("log.cleaner.dedupe.buffer.size", "8388608");
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(folder.toString())
        .addDirectory(folder.toString())
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .run();
    this.server = start();
  }

  /** How a client reaches it. */
  public Properties client() {
    Properties client = new Properties();
    client.put("bootstrap.servers", "127.0.0.1:" + port);
    return client;
  }

  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  void startAgain() {
    server = start();
  }

  private KafkaRaftServer start() {
    KafkaRaftServer started = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    started.startup();
    return started;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
