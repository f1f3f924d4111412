package tributary.lake.clickhouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Native;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A ClickHouse server in a process of its own, which can be killed and started again. */
final class TestServer implements AutoCloseable {
  static final String USER = "default";
  static final String PASSWORD = "s3cret-'pass";

  private static final long LONGEST_NANOS = 60_000_000_000L;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Kind kind;
  private final Path folder;
  private final int port;
  private final Thread atExit = new Thread(this::kill);
  private Process process;

  /** The engine of today, and one from before tokens. */
  enum Kind {
    MODERN("clickhouse-26.7.3-stable.1"),
    OLD("clickhouse-18.16.1+ds-7.3+b2");

    private final String name;

    Kind(String name) {
      this.name = name;
    }

    /** Where {@code .ci/clickhouse} put it; a test without is skipped. */
    private Path home() {
      String home = System.getProperty("user.home") + "/.cache/tributary/servers";
      String environment = System.getenv().getOrDefault("TRIBUTARY_SERVERS", home);
      Path folder = Path.of(System.getProperty("TRIBUTARY_SERVERS", environment)).resolve(name);
      Assumptions.assumeTrue(
          Files.exists(folder),
          () -> "skipped: no ClickHouse at " + folder + " (.ci/clickhouse fetches it)");
      return folder;
    }
  }

  private TestServer(Kind kind, Path folder) throws IOException {
    this.kind = kind;
    this.folder = folder;
    this.port = freePort();
    Runtime.getRuntime().addShutdownHook(atExit);
    this.process = launch();
    awaitReady();
  }

  static TestServer start(Kind kind, Path folder) throws IOException {
    return new TestServer(kind, folder);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process launch() throws IOException {
    ProcessBuilder builder = kind == Kind.MODERN ? modern() : old();
    Path log = folder.resolve("server.log");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private ProcessBuilder modern() {
    List<String> command = new ArrayList<>(List.of("java", "-Xmx256m", "-cp"));
    command.add(placeOf(ChdbServer.class) + ":" + placeOf(Native.class));
    command.addAll(
        List.of(
            ChdbServer.class.getName(),
            kind.home().resolve("libchdb.so").toString(),
            folder.resolve("data").toString(),
            String.valueOf(port),
            USER,
            PASSWORD));
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    return new ProcessBuilder(command);
  }

  private static String placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private ProcessBuilder old() throws IOException {
    Path home = kind.home();
    Path config = folder.resolve("config.xml");
    Path data = Files.createDirectories(folder.resolve("data"));
    Path users = folder.resolve("users.xml");
    Files.writeString(
        users,
        """
        <yandex><profiles><default/></profiles><quotas><default/></quotas><users><default>
        <password><![CDATA[%s]]></password><profile>default</profile><quota>default</quota>
        <networks><ip>127.0.0.1</ip></networks></default></users></yandex>
        """
            .formatted(PASSWORD));
    Files.writeString(
        config,
        """
        <yandex><logger><level>warning</level><console>1</console></logger>
        <listen_host>127.0.0.1</listen_host><http_port>%d</http_port><tcp_port>%d</tcp_port>
        <path>%s/</path><tmp_path>%s/tmp/</tmp_path><users_config>%s</users_config>
        <default_profile>default</default_profile><default_database>default</default_database>
        <mark_cache_size>16777216</mark_cache_size></yandex>
        """
            .formatted(port, freePort(), data, data, users));
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve("usr/sbin/clickhouse-server").toString(), "--config-file=" + config);
    builder
        .environment()
        .put(
            "LD_LIBRARY_PATH",
            home.resolve("usr/lib/x86_64-linux-gnu") + ":" + home.resolve("lib/x86_64-linux-gnu"));
    return builder;
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + LONGEST_NANOS;
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        if (send("SELECT 1").statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        LockSupport.parkNanos(5_000_000);
      }
    }
    Assertions.fail("No server: " + Files.readString(folder.resolve("server.log")));
  }

  int port() {
    return port;
  }

  Map<String, String> properties() {
    return properties(port);
  }

  /** The properties of a copy that goes through another port. */
  static Map<String, String> properties(int port) {
    return new HashMap<>(
        Map.of(
            "url",
            "http://127.0.0.1:" + port,
            "user",
            USER,
            "password",
            PASSWORD,
            "database",
            "market"));
  }

  /** Ends it as a power cut would, but for the operating system's own memory of files. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void startAgain() throws IOException {
    process = launch();
    awaitReady();
  }

  /** What somebody with another client would read: the lines of the answer. */
  List<String> lines(String sql) {
    try {
      HttpResponse<byte[]> response = send(sql);
      String text = new String(response.body(), UTF_8);
      Assertions.assertEquals(200, response.statusCode(), sql + ": " + text);
      return text.isEmpty()
          ? List.of()
          : Arrays.asList(text.split("\n", -1)).subList(0, text.split("\n", -1).length - 1);
    } catch (IOException e) {
      throw new AssertionError(sql, e);
    }
  }

  private HttpResponse<byte[]> send(String sql) throws IOException {
    String basic = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .header("Authorization", "Basic " + basic)
            .POST(BodyPublishers.ofString(sql))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
