package tributary.lake.clickhouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;

/** One server of each kind, started when a test first asks for it. */
final class TestServers implements AutoCloseable {
  private final Path folder;
  private final Map<TestServer.Kind, TestServer> servers = new EnumMap<>(TestServer.Kind.class);

  TestServers(Path folder) {
    this.folder = folder;
  }

  /** The server, without anything of an earlier test. */
  TestServer empty(TestServer.Kind kind) {
    TestServer server = servers.computeIfAbsent(kind, this::start);
    server.lines("DROP DATABASE IF EXISTS market");
    return server;
  }

  /** Tries as often as a real one, without pauses. */
  static Attempts impatient() {
    return new Attempts(nanos -> {}, new Random(1));
  }

  /** A copy that does not wait between attempts. */
  static CopyTarget open(int port, CopyShape shape) {
    Access access = Access.of(TestServer.properties(port));
    Connection connection = new Connection(access, impatient());
    return new ClickHouseTarget(connection, Place.of(shape, access), shape);
  }

  private TestServer start(TestServer.Kind kind) {
    try {
      return TestServer.start(kind, Files.createDirectories(folder.resolve(kind.name())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    servers.values().forEach(TestServer::close);
  }
}
