package tributary.app.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import tributary.lake.disk.FolderLock;

/**
 * A real Kafka broker inside this JVM: broker and controller in one node, on free ports of the
 * loopback address, without a password. All that Tributary uses of Kafka's internal classes is
 * here.
 *
 * <p>What was acknowledged survives a kill of the process. It does not surely survive a power cut:
 * Kafka leaves it to the operating system when the log reaches the disk.
 *
 * <p>Frames are kept whatever their age and number, so that tables which were away can catch up and
 * can be held against the log: it is bounded by the disk alone. When the disk is full the broker
 * stops and says so to its {@code onFault}.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int PORT_ATTEMPTS = 3;

  private final KafkaRaftServer server;
  private final FolderLock lock;
  private final String bootstrap;
  private final AtomicBoolean stoppedItself;

  private EmbeddedBroker(
      KafkaRaftServer server, FolderLock lock, String bootstrap, AtomicBoolean stoppedItself) {
    this.server = server;
    this.lock = lock;
    this.bootstrap = bootstrap;
    this.stoppedItself = stoppedItself;
  }

  /**
   * Starts a broker on the folder, which is made and formatted where needed; topics of an earlier
   * start are there again. Returns when the broker serves, after one to three seconds.
   *
   * @param onFault takes a message for the user when the broker has stopped on its own, on one of
   *     Kafka's threads. The log then takes nothing more in; what was acknowledged stays in it. One
   *     per JVM: the last broker started is the one that reports
   * @throws BrokerException if another process works on the folder, it cannot be written, or what
   *     is in it cannot be read; the folder is left as it was found
   */
  public static EmbeddedBroker start(Path folder, Consumer<String> onFault) {
    Path place = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(place);
      FolderLock lock = lock(place);
      try {
        format(place);
        return serve(place, lock, reportFaults(place, onFault));
      } catch (Throwable failure) {
        lock.close();
        throw failure;
      }
    } catch (BrokerException explained) {
      throw explained;
    } catch (Exception failure) {
      throw new BrokerException(
          "Cannot start the Kafka broker on %s: %s; check that the folder can be written and the disk has room"
              .formatted(place, failure),
          failure);
    }
  }

  private static FolderLock lock(Path place) throws IOException {
    return FolderLock.take(
        place,
        "tributary.lock",
        holder ->
            new BrokerException(
                "Cannot open %s: %s works on it; stop that one or choose another --data folder"
                    .formatted(place, holder),
                null));
  }

  /** Where clients connect: {@code 127.0.0.1:port}. */
  public String bootstrap() {
    return bootstrap;
  }

  /**
   * Flushes and stops; takes about half a second. A broker that has stopped by itself is left as it
   * is, since Kafka would wait minutes for parts that are gone; its threads end with the process.
   */
  @Override
  public void close() {
    if (!stoppedItself.get()) {
      server.shutdown();
      server.awaitShutdown();
    }
    try {
      lock.close();
    } catch (IOException failure) {
      throw new BrokerException("Cannot free the folder of the Kafka broker: " + failure, failure);
    }
  }

  private static void format(Path folder) throws Exception {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    new Formatter()
        .setPrintStream(nowhere)
        .setNodeId(BrokerSettings.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .setMetadataLogDirectory(folder.toString())
        .addDirectory(folder.toString())
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .run();
  }

  /**
   * The controller's port must be known before it starts, so free ports are looked for first; when
   * somebody else takes one in between, the next pair is tried.
   */
  private static EmbeddedBroker serve(Path folder, FolderLock lock, AtomicBoolean stoppedItself)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      int[] ports = freePorts();
      KafkaRaftServer server =
          new KafkaRaftServer(
              new KafkaConfig(BrokerSettings.of(folder, ports[0], ports[1]), false), Time.SYSTEM);
      try {
        server.startup();
        return new EmbeddedBroker(server, lock, "127.0.0.1:" + ports[0], stoppedItself);
      } catch (RuntimeException failure) {
        server.shutdown();
        server.awaitShutdown();
        if (attempt == PORT_ATTEMPTS || !isTakenPort(failure)) {
          throw failure;
        }
      }
    }
  }

  private static int[] freePorts() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket broker = new ServerSocket(0, 1, loopback);
        ServerSocket controller = new ServerSocket(0, 1, loopback)) {
      return new int[] {broker.getLocalPort(), controller.getLocalPort()};
    }
  }

  private static boolean isTakenPort(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  /**
   * Kafka ends the JVM without a word when it cannot go on; this lets the program say why.
   *
   * @return turns true when that has happened
   */
  private static AtomicBoolean reportFaults(Path folder, Consumer<String> onFault) {
    AtomicBoolean stoppedItself = new AtomicBoolean();
    Exit.Procedure report =
        (status, message) -> {
          stoppedItself.set(true);
          onFault.accept(
              "Cannot go on: the Kafka broker on %s stopped (%s); %d MiB are free on its disk. Make room if that is little, look into the log, start again: what was acknowledged is kept"
                  .formatted(
                      folder,
                      message == null ? "status " + status : message,
                      folder.toFile().getUsableSpace() >> 20));
          // Kafka relies on this call not to come back.
          throw new IllegalStateException("The Kafka broker stopped with status " + status);
        };
    Exit.setHaltProcedure(report);
    Exit.setExitProcedure(report);
    return stoppedItself;
  }
}
