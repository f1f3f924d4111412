package tributary.lake.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL, one for all tests of a JVM; each test takes a database of its own. */
public final class PostgresServer {
  private static final String BINARIES = "/postgres-linux-x86_64.txz";
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable EmbeddedPostgres running;

  private PostgresServer() {}

  /** A new database; the test is skipped where there is no server for this machine. */
  public static Database database() {
    assumeTrue(
        PostgresServer.class.getResource(BINARIES) != null,
        "Skipped: there is no PostgreSQL for this machine on the class path");
    String name = "test" + DATABASES.incrementAndGet();
    EmbeddedPostgres server = server();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, Database.USER));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Database(server.getPort(), name);
  }

  /** A database and how to reach it. */
  public record Database(int port, String name) {
    public static final String USER = "tributary";
    public static final String PASSWORD = "secret-pw";

    public String uri() {
      return through(port);
    }

    /** By way of another port, such as a proxy's. */
    public String through(int otherPort) {
      return "jdbc:postgresql://127.0.0.1:" + otherPort + "/" + name;
    }
  }

  private static synchronized EmbeddedPostgres server() {
    EmbeddedPostgres server = running;
    if (server == null) {
      server = start();
      running = server;
    }
    return server;
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setPGStartupWait(Duration.ofSeconds(60))
              .start();
      makeUser(server);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One who has to show the password, unlike the server's own. */
  private static void makeUser(EmbeddedPostgres server) throws SQLException, IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(Database.USER, Database.PASSWORD));
      try (ResultSet file = statement.executeQuery("SHOW hba_file")) {
        file.next();
        Path rules = Path.of(file.getString(1));
        Files.writeString(
            rules,
            "host all %s 127.0.0.1/32 scram-sha-256\n".formatted(Database.USER)
                + Files.readString(rules));
      }
      statement.execute("SELECT pg_reload_conf()");
    }
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (letsInWithoutPassword(server)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("The server does not ask for passwords");
      }
    }
  }

  private static boolean letsInWithoutPassword(EmbeddedPostgres server) {
    try (Connection connection = server.getDatabase(Database.USER, "postgres").getConnection()) {
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
