package tributary.lake.iceberg;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tributary.lake.servers.RestCatalogServer;

/** A real REST catalog over HTTP. */
class RestCatalogTest extends ServerCatalogContract {
  @TempDir Path folder;
  private RestCatalogServer server;

  @BeforeEach
  void start() throws Exception {
    server = RestCatalogServer.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Override
  int port() {
    return server.port();
  }

  @Override
  Map<String, String> through(int otherPort) {
    return Map.of("type", "rest", "uri", "http://127.0.0.1:" + otherPort);
  }

  @Override
  String commitRequest() {
    return "POST /v1/namespaces/silver/tables/";
  }
}
