package tributary.app.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority of a test's own, and what it certifies, made by the JDK's keytool. */
final class Certificates {
  /** Opens every key store; they live in a test's temporary folder. */
  static final String PASSWORD = "changeit-test";

  private static final String AUTHORITY = "authority";
  private final Path folder;
  private final Path store;

  Certificates(Path folder) throws Exception {
    this.folder = folder;
    this.store = folder.resolve("all.p12");
    keytool("-alias", AUTHORITY, "-dname", "CN=Authority of a test", "-ext", "bc:c");
  }

  /** A key store with a key whose certificate is for the host, valid from the day on for 2 days. */
  Path keyStore(String name, String host, String startDate) throws Exception {
    keytool(
        "-alias",
        name,
        "-signer",
        AUTHORITY,
        "-dname",
        "CN=" + host,
        "-ext",
        "SAN=dns:" + host,
        "-startdate",
        startDate,
        "-validity",
        "2");
    KeyStore all = load();
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, null);
    one.setKeyEntry(
        name,
        all.getKey(name, PASSWORD.toCharArray()),
        PASSWORD.toCharArray(),
        all.getCertificateChain(name));
    Path file = folder.resolve(name + ".p12");
    try (OutputStream stream = Files.newOutputStream(file)) {
      one.store(stream, PASSWORD.toCharArray());
    }
    return file;
  }

  /** The authority's certificate, for clients to trust. */
  Path authority() throws Exception {
    Certificate certificate = load().getCertificate(AUTHORITY);
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    return Files.writeString(
        folder.resolve("authority.pem"),
        "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n",
        US_ASCII);
  }

  private KeyStore load() throws Exception {
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(store)) {
      all.load(stream, PASSWORD.toCharArray());
    }
    return all;
  }

  private void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    command.addAll(List.of(arguments));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException(
          "keytool failed: " + Files.readString(folder.resolve("keytool.log")));
    }
  }
}
