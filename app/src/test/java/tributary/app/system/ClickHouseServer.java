package tributary.app.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Native;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * ClickHouse's engine in a process of its own, on loopback. Its HTTP interface is that of the
 * lake's tests, taken from where Maven compiles them: a dependency on their jar would have to be
 * packaged even where tests are left out.
 */
final class ClickHouseServer implements AutoCloseable {
  private static final String ENGINE = "clickhouse-26.7.3-stable.1/libchdb.so";
  private static final String FRONT = "tributary.lake.clickhouse.ChdbServer";
  private static final Path CLASSES = Scene.REPOSITORY.resolve("lake/target/test-classes");
  private static final String READY = "ready at ";
  private static final String USER = "default";
  private static final String PASSWORD = "s3cret-'pass";

  private final Process process;
  private final URI address;

  private ClickHouseServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts one that keeps its data there; the test is skipped where there is no engine. */
  static ClickHouseServer start(Path folder) throws IOException {
    Path library = servers().resolve(ENGINE);
    Assumptions.assumeTrue(
        Files.exists(library),
        () -> "Skipped: there is no ClickHouse at " + library + "; .ci/clickhouse fetches it");
    Files.createDirectories(folder);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                CLASSES + ":" + placeOfJna(),
                FRONT,
                library.toString(),
                folder.resolve("data").toString(),
                "0",
                USER,
                PASSWORD)
            .redirectError(folder.resolve("errors").toFile())
            .start();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new AssertionError("No server: " + Files.readString(folder.resolve("errors")));
    }
    String port = line.substring(READY.length());
    return new ClickHouseServer(process, URI.create("http://127.0.0.1:" + port));
  }

  private static Path servers() {
    String named = System.getenv("TRIBUTARY_SERVERS");
    return named == null
        ? Path.of(System.getProperty("user.home"), ".cache/tributary/servers")
        : Path.of(named);
  }

  private static String placeOfJna() {
    try {
      return Path.of(Native.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes a stores file that names it. */
  Path storesFile(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("stores.properties"),
        "clickhouse.url=%s\nclickhouse.user=%s\nclickhouse.password=%s\n"
            .formatted(address, USER, PASSWORD));
  }

  /** The lines of an answer, as another client reads them. */
  List<String> lines(String sql) throws IOException, InterruptedException {
    String basic = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/"))
            .header("Authorization", "Basic " + basic)
            .POST(BodyPublishers.ofString(sql))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer::body);
    return answer.body().lines().toList();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
