package tributary.lake.iceberg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.lake.disk.Disk;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.servers.PostgresServer;
import tributary.lake.servers.PostgresServer.Database;
import tributary.lake.servers.RestCatalogServer;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.TableLog;
import tributary.lake.table.TableReader;

/** What is wrong with a catalog's properties, or with the server they name, is said clearly. */
class CatalogServerTest {
  private static final String SECRET = "tok-7f3a91";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          uri=x                            | Missing iceberg.type: with other iceberg properties it has to be one of embedded, jdbc, rest, hive
          type=nessie                      | Invalid iceberg.type: nessie; it has to be one of embedded, jdbc, rest, hive
          type=jdbc                        | Missing iceberg.uri: a catalog of iceberg.type jdbc needs it
          type=jdbc uri=jdbc:x             | Missing iceberg.warehouse: a catalog of iceberg.type jdbc needs it
          type=rest                        | Missing iceberg.uri: a catalog of iceberg.type rest needs it
          type=hive uri=thrift://h         | Missing iceberg.warehouse: a catalog of iceberg.type hive needs it
          type=rest uri=http://lake.example token=t | Invalid iceberg.uri: over plain http to another machine passwords, tokens and rows can be read on the way. Use https, or say iceberg.insecure=true
          type=rest uri=https://lake.example oauth2-server-uri=http://id.example | Invalid iceberg.oauth2-server-uri: over plain http to another machine passwords, tokens and rows can be read on the way. Use https, or say iceberg.insecure=true
          type=jdbc uri=jdbc:x warehouse=s3://b | Invalid iceberg.warehouse: s3://b; it has to be a local or mounted folder
          """)
  void aWrongPropertyIsNamed(String properties, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> open(parse(properties))).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc, jdbc:postgresql://127.0.0.1/x?user=u&password=tok-7f3a91",
    "jdbc, jdbc:postgresql://127.0.0.1/x?sslpassword=tok-7f3a91",
    "rest, http://user:tok-7f3a91@127.0.0.1/",
  })
  void aSecretInAnAddressIsRefused(String type, String uri) {
    Map<String, String> properties =
        Map.of("type", type, "uri", uri, "warehouse", folder.toString());
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> open(properties)).getMessage());
    assertTrue(message.startsWith("Invalid iceberg.uri: it holds a password"), message);
    assertFalse(message.contains(SECRET), message);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc, jdbc:postgresql://127.0.0.1:%d/x",
    "rest, http://127.0.0.1:%d",
    "hive, thrift://127.0.0.1:%d"
  })
  void aServerThatIsAwayIsNamed(String type, String uri) throws Exception {
    String address = uri.formatted(freePort());
    String message =
        refusal(
            Map.of(
                "type", type,
                "uri", address,
                "warehouse", folder.toString(),
                "jdbc.password", SECRET,
                "token", SECRET));
    assertTrue(
        message.startsWith(
            "Cannot open the Iceberg catalog of iceberg.type %s at %s: ".formatted(type, address)),
        message);
    assertTrue(message.contains("refused"), message);
  }

  @Test
  void aWrongPasswordIsSaidWithoutIt() {
    Database database = PostgresServer.database();
    String message =
        refusal(
            Map.of(
                "type",
                "jdbc",
                "uri",
                database.uri(),
                "warehouse",
                folder.toString(),
                "jdbc.user",
                Database.USER,
                "jdbc.password",
                SECRET));
    assertTrue(message.contains("password authentication failed for user"), message);
  }

  @Test
  void aRestCatalogTakesATokenAndRefusesAnother() throws Exception {
    try (RestCatalogServer server = RestCatalogServer.start(folder, "right-token")) {
      Map<String, String> properties =
          new HashMap<>(
              Map.of(
                  "type", "rest",
                  "uri", "http://127.0.0.1:" + server.port(),
                  "token", "right-token"));
      assertFalse(open(properties).tableExists(TableIdentifier.of("lake", "ticks")));
      properties.put("token", SECRET);
      String message = refusal(properties);
      assertTrue(message.contains("Not authorized"), message);
    }
  }

  @Test
  void aSecretThatTheServerRepeatsLaterIsInNoMessageEither() throws Exception {
    try (RestCatalogServer server = RestCatalogServer.start(folder, SECRET)) {
      Map<String, String> properties =
          Map.of(
              "type", "rest",
              "uri", "http://127.0.0.1:" + server.port(),
              "header.Authorization", "Bearer " + SECRET);
      try (IcebergCatalog catalog = IcebergCatalogs.open(folder, properties, Disk.local())) {
        TableLog table = Numbers.open(catalog, "silver.ticks");
        TableReader reader = catalog.reader("silver.ticks");
        List<WrittenFile> files = Numbers.write(table, 0, 2);
        server.refuse(401, "NotAuthorizedException");
        expectNoSecret(assertThrows(IOException.class, catalog::tables));
        expectNoSecret(assertThrows(IOException.class, () -> catalog.reader("silver.ticks")));
        expectNoSecret(assertThrows(IOException.class, reader::latest));
        CommitOutcome outcome = table.append(files, "a");
        expectNoSecret(
            assertInstanceOf(CommitOutcome.NotCommitted.class, outcome, outcome::toString).cause());
      }
    }
  }

  @Test
  void whoMayNotSeeOneNamespaceIsConnectedAllTheSame() throws Exception {
    try (RestCatalogServer server = RestCatalogServer.start(folder, SECRET)) {
      server.refuse(403, "ForbiddenException");
      Map<String, String> properties =
          Map.of("type", "rest", "uri", "http://127.0.0.1:" + server.port(), "token", SECRET);
      Catalog catalog = open(properties);
      assertThrows(
          ForbiddenException.class, () -> catalog.tableExists(TableIdentifier.of("lake", "ticks")));
    }
  }

  private static void expectNoSecret(Throwable failure) {
    StringWriter all = new StringWriter();
    failure.printStackTrace(new PrintWriter(all));
    assertTrue(all.toString().contains("***"), all.toString());
    assertFalse(all.toString().contains(SECRET), all.toString());
  }

  private String refusal(Map<String, String> properties) {
    IOException refused = assertThrows(IOException.class, () -> open(properties));
    StringWriter all = new StringWriter();
    refused.printStackTrace(new PrintWriter(all));
    assertFalse(all.toString().contains(SECRET), all.toString());
    return String.valueOf(refused.getMessage());
  }

  private Catalog open(Map<String, String> properties) throws IOException {
    return CatalogType.of(properties).connect(folder, properties, Disk.local());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Map<String, String> parse(String properties) {
    Map<String, String> parsed = new HashMap<>();
    for (String property : properties.strip().split(" ")) {
      String[] parts = property.split("=", 2);
      parsed.put(parts[0], parts[1]);
    }
    return parsed;
  }
}
