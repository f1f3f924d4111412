package tributary.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A real broker that asks for user and password over TLS, at four ports: one as it should be, one
 * with a certificate for another host, one with an expired one, and one without TLS for the test
 * itself. Who may do what is asked of its access lists; the last port may do everything.
 */
public final class SecureBroker implements AutoCloseable {
  /** May do everything. */
  public static final String USER = "$ConnectionString";

  /** May do what it was allowed, which is nothing at first. */
  public static final String READER = "reader";

  private static final List<String> LISTENERS = List.of("SECURE", "OTHERHOST", "EXPIRED");

  private final Map<String, Integer> ports = new HashMap<>();
  private final Path log;
  private final Path authority;
  private final Map<String, Path> stores;
  private KafkaRaftServer server;

  /**
   * Starts it.
   *
   * @param password of {@link #USER} and {@link #READER}
   */
  public SecureBroker(Path folder, String password) throws Exception {
    Path keys = Files.createDirectories(folder.resolve("keys"));
    log = folder.resolve("log");
    EmbeddedBroker.start(log, System.err::println).close();
    Certificates certificates = new Certificates(keys);
    authority = certificates.authority();
    stores =
        Map.of(
            "SECURE", certificates.keyStore("good", "localhost", "-1d"),
            "OTHERHOST", certificates.keyStore("other", "elsewhere.test", "-1d"),
            "EXPIRED", certificates.keyStore("expired", "localhost", "-9d"));
    for (String each : List.of("SECURE", "OTHERHOST", "EXPIRED", "PLAIN", "CONTROLLER")) {
      ports.put(each, freePort());
    }
    server = serve(password);
  }

  /** Stops it and starts it again, at the same ports, with another password of its users. */
  public void startAgain(String password) {
    close();
    server = serve(password);
  }

  private KafkaRaftServer serve(String password) {
    Map<String, String> settings =
        new HashMap<>(BrokerSettings.of(log, port("PLAIN"), port("CONTROLLER")));
    settings.putAll(network());
    stores.forEach((listener, store) -> settings.putAll(secured(listener, store, password)));
    KafkaRaftServer started = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    started.startup();
    return started;
  }

  private Map<String, String> network() {
    String secure =
        LISTENERS.stream()
            .map(each -> ",%s://localhost:%d".formatted(each, port(each)))
            .collect(Collectors.joining());
    String plain = "PLAIN://127.0.0.1:" + port("PLAIN");
    return Map.of(
        "listeners", plain + ",CONTROLLER://127.0.0.1:" + port("CONTROLLER") + secure,
        "advertised.listeners", plain + secure,
        "listener.security.protocol.map",
            "PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL,OTHERHOST:SASL_SSL,EXPIRED:SASL_SSL",
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users", "User:ANONYMOUS;User:" + USER);
  }

  private static Map<String, String> secured(String listener, Path store, String password) {
    String prefix = "listener.name." + listener.toLowerCase(Locale.ROOT) + ".";
    String text = password.replace("\\", "\\\\").replace("\"", "\\\"");
    return Map.of(
        prefix + "sasl.enabled.mechanisms",
        "PLAIN",
        prefix + "plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\" user_%s=\"%s\";"
            .formatted(USER, text, READER, text),
        prefix + "ssl.keystore.type",
        "PKCS12",
        prefix + "ssl.keystore.location",
        store.toString(),
        prefix + "ssl.keystore.password",
        Certificates.PASSWORD,
        prefix + "ssl.key.password",
        Certificates.PASSWORD);
  }

  private int port(String listener) {
    return Objects.requireNonNull(ports.get(listener));
  }

  /** Where the certificate is as it should be. */
  public String secure() {
    return "localhost:" + port("SECURE");
  }

  /** Where the certificate is for another host. */
  public String otherHost() {
    return "localhost:" + port("OTHERHOST");
  }

  /** Where the certificate has expired. */
  public String expired() {
    return "localhost:" + port("EXPIRED");
  }

  /** Where everybody may do everything. */
  public String open() {
    return "127.0.0.1:" + port("PLAIN");
  }

  /** A PEM file to trust. */
  public Path authority() {
    return authority;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
