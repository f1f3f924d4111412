package tributary.lake.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.lake.copy.CopyTarget;
import tributary.lake.copy.CopyUnavailableException;

/** Nobody gets password and rows but the server that is named. */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  @Test
  void onlyACertificateThatIsTrustedAndForThisHostIsTaken() throws Exception {
    Path certificate = folder.resolve("server.crt");
    try (Server server = Server.own(folder.resolve("data"))) {
      makeKey(certificate, folder.resolve("server.key"));
      server.sql("postgres", "ALTER SYSTEM SET ssl_cert_file = '" + certificate + "'");
      server.sql("postgres", "ALTER SYSTEM SET ssl_key_file = '" + folder + "/server.key'");
      server.sql("postgres", "ALTER SYSTEM SET ssl = on", "SELECT pg_reload_conf()");
      Await.until(() -> server.ask("postgres", "SHOW ssl").equals(List.of("on")));
      String database = server.database();
      Map<String, String> properties = server.properties(database);
      properties.put("sslmode", "verify-full");
      properties.put("sslrootcert", certificate.toString());

      properties.put("url", "jdbc:postgresql://localhost:" + server.port() + "/" + database);
      try (CopyTarget target = Windows.open(properties, Windows.SHAPE)) {
        assertEquals(Optional.empty(), target.position());
        assertEquals(
            List.of("t"),
            server.ask(
                "postgres",
                "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE datname = '%s'"
                    .formatted(database)));
      }
      properties.put("url", "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database);
      try (CopyTarget target = Windows.open(properties, Windows.SHAPE)) {
        String message =
            String.valueOf(
                assertThrows(CopyUnavailableException.class, target::position).getMessage());
        assertTrue(message.contains("hostname 127.0.0.1 could not be verified"), message);
      }
      properties.put("url", "jdbc:postgresql://localhost:" + server.port() + "/" + database);
      properties.remove("sslrootcert");
      try (CopyTarget target = Windows.open(properties, Windows.SHAPE)) {
        String message = Windows.refused(target::position);
        assertTrue(message.contains("postgres.sslrootcert"), message);
      }
    }
  }

  private static void makeKey(Path certificate, Path key) throws Exception {
    Path store = key.resolveSibling("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-alias",
                "server",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertEquals(0, keytool.waitFor());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    write(certificate, "CERTIFICATE", keys.getCertificate("server").getEncoded());
    write(key, "PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
  }

  private static void write(Path file, String kind, byte[] content) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(kind, text), US_ASCII);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
