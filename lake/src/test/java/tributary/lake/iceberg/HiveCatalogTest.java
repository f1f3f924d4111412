package tributary.lake.iceberg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.lake.servers.CuttingProxy;
import tributary.lake.servers.MetastoreServer;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.TableLog;

/** A real Hive metastore in a JVM of its own. */
class HiveCatalogTest extends ServerCatalogContract {
  @TempDir static Path folder;
  private static MetastoreServer server;
  private Thread waiting = new Thread();

  @BeforeAll
  static void start() {
    server = MetastoreServer.start(folder);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  int port() {
    return server.port();
  }

  @Override
  Map<String, String> through(int otherPort) {
    return Map.of(
        "type",
        "hive",
        "uri",
        "thrift://127.0.0.1:" + otherPort,
        "warehouse",
        root.resolve("warehouse").toString());
  }

  @Override
  String commitRequest() {
    return "alter_table_with_environment_context";
  }

  /** While we commit nobody else does: the metastore gives the table to one at a time. */
  @Override
  void inBetween(Runnable work) {
    waiting = new Thread(work);
    waiting.start();
  }

  @Override
  void awaitInBetween() throws InterruptedException {
    waiting.join();
  }

  @Test
  void aMetastoreThatIsKilledInACommitLosesNothing() throws IOException {
    try (CuttingProxy proxy = CuttingProxy.before(port());
        IcebergCatalog catalog = open(through(proxy.port()))) {
      TableLog table = Numbers.open(catalog, name);
      committed(table.append(Numbers.write(table, 0, 2), "a"));
      proxy.loseReplyTo(commitRequest(), server::kill);
      CommitOutcome outcome = table.append(Numbers.write(table, 2, 2), "b");
      assertInstanceOf(CommitOutcome.Unknown.class, outcome, outcome::toString);
    }
    server = server.again();
    try (IcebergCatalog catalog = open()) {
      assertEquals(Optional.of("b"), Numbers.open(catalog, name).ledger());
      assertEquals(upTo(4), Numbers.all(catalog, name));
    }
  }
}
