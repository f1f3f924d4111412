package tributary.lake.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real server on loopback, as careful with its disk as one that matters. */
final class Server implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable Server shared;

  private final Path data;
  private EmbeddedPostgres postgres;

  private Server(Path data) {
    this.data = data;
    this.postgres = start(0);
  }

  /** One for all tests that do it no harm; ends with the JVM. */
  static synchronized Server shared() {
    if (shared == null) {
      shared = new Server(temporary());
    }
    return shared;
  }

  /** One that a test may kill. */
  static Server own(Path folder) {
    return new Server(folder);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmbeddedPostgres start(int port) {
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setOverrideWorkingDirectory(Path.of("target", "postgres").toAbsolutePath().toFile())
              .setDataDirectory(data.toAbsolutePath())
              .setCleanDataDirectory(false);
      return (port == 0 ? builder : builder.setPort(port)).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalStateException e) {
      boolean isAbsent = String.valueOf(e.getMessage()).contains("Missing");
      Assumptions.assumeFalse(isAbsent, "PostgreSQL's binaries are there for Linux on amd64 only");
      throw e;
    }
  }

  int port() {
    return postgres.getPort();
  }

  /** A new, empty database. */
  String database() {
    String name = "t" + DATABASES.incrementAndGet();
    sql("postgres", "CREATE DATABASE " + name);
    return name;
  }

  Map<String, String> properties(String database) {
    return properties(database, port(), "postgres");
  }

  static Map<String, String> properties(String database, int port, String user) {
    return new HashMap<>(
        Map.of(
            "url",
            "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
            "user",
            user,
            "connectTimeout",
            "5",
            "socketTimeout",
            "60"));
  }

  Connection connect(String database, String user) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?user=" + user);
  }

  void sql(String database, String... statements) {
    try (Connection connection = connect(database, "postgres");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer's rows, fields with commas between. */
  List<String> ask(String database, String sql) {
    try (Connection connection = connect(database, "postgres")) {
      return ask(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          fields.add(found.getString(i));
        }
        rows.add(String.join(",", fields));
      }
      return rows;
    }
  }

  /** As a power cut would: no process of it does anything any more. */
  void kill() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
    all.add(0, postmaster);
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
    // Otherwise pg_ctl waits for a process that nobody has buried yet.
    Files.delete(data.resolve("postmaster.pid"));
    postgres.close();
  }

  void startAgain(int port) {
    postgres = start(port);
  }

  /** Lets the role in with its password only; all others as they are. */
  void onlyWithPassword(String role) throws IOException {
    Path rules = data.resolve("pg_hba.conf");
    String before = Files.readString(rules);
    Files.writeString(rules, "host all " + role + " 127.0.0.1/32 scram-sha-256\n" + before);
    sql("postgres", "SELECT pg_reload_conf()");
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
