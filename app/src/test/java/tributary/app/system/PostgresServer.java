package tributary.app.system;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL on loopback that a test may kill, as careful with its disk as one that counts.
 */
final class PostgresServer implements AutoCloseable {
  private final Path data;
  private EmbeddedPostgres postgres;

  private PostgresServer(Path data, EmbeddedPostgres postgres) {
    this.data = data;
    this.postgres = postgres;
  }

  /** Starts one that keeps its data there. */
  static PostgresServer start(Path data) throws IOException {
    try {
      return new PostgresServer(data, started(data, 0));
    } catch (IllegalStateException e) {
      boolean isAbsent = String.valueOf(e.getMessage()).contains("Missing");
      Assumptions.assumeFalse(isAbsent, "PostgreSQL's binaries are there for Linux on amd64 only");
      throw e;
    }
  }

  private static EmbeddedPostgres started(Path data, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setOverrideWorkingDirectory(Path.of("target", "postgres").toAbsolutePath().toFile())
            .setDataDirectory(data.toAbsolutePath())
            .setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  /** Writes a stores file that names it. */
  Path storesFile(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("stores.properties"),
        "postgres.url=%s\npostgres.user=postgres\npostgres.connectTimeout=5\n".formatted(url()));
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
  }

  /** Kills all its processes at once, as a power cut does; what it kept stays. */
  int kill() throws IOException {
    int port = postgres.getPort();
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
    all.add(0, server);
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
    postgres.close();
    return port;
  }

  /** Starts it again on its port, with what it kept. */
  void startAgain(int port) throws IOException {
    postgres = started(data, port);
  }

  /** Executes statements; answers how many rows the last one touched. */
  int sql(String... statements) throws SQLException {
    int touched = 0;
    try (Connection connection = DriverManager.getConnection(url() + "?user=postgres");
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        touched = statement.executeUpdate(each);
      }
    }
    return touched;
  }

  /** The only cell of the answer. */
  String ask(String question) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url() + "?user=postgres");
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(question)) {
      found.next();
      return found.getString(1);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
