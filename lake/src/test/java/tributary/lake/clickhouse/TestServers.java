package tributary.lake.clickhouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

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
