package tributary.lake.postgres;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.net.Loopback;

/** What was said about the server. The password is in what the driver gets, and in no text. */
final class Settings {
  private static final Set<String> OURS =
      Set.of("url", "user", "password", "schema", "views", "reader", "insecure");

  /** Settings of the driver that are handed on by name; none of them names a class to load. */
  private static final Set<String> DRIVERS =
      Set.of(
          "ApplicationName",
          "channelBinding",
          "connectTimeout",
          "hostRecheckSeconds",
          "loginTimeout",
          "requireAuth",
          "socketTimeout",
          "sslNegotiation",
          "sslcert",
          "sslkey",
          "sslmode",
          "sslpassword",
          "sslrootcert",
          "targetServerType");

  private static final String HOST = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?";
  private static final Pattern URL =
      Pattern.compile("jdbc:postgresql://(" + HOST + "(?:," + HOST + ")*)/([A-Za-z0-9_%.-]+)");
  private static final Pattern PORT = Pattern.compile(":[0-9]+$");
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
  private static final int LONGEST_SECONDS = 86_400;

  private final Map<String, String> given;
  private final Matcher address;
  private final Properties driver = new Properties();

  private Settings(Map<String, String> given) {
    this.given = given;
    refuseUnknown();
    this.address = URL.matcher(required("url"));
    if (!address.matches()) {
      // Not quoted: somebody may have put the password into it.
      throw new CopyRefusedException(
          "Invalid postgres.url: say jdbc:postgresql://HOST:PORT/DATABASE and nothing more;"
              + " user, password and sslmode are properties of their own");
    }
    fillDriver();
    checkTls();
  }

  /**
   * Reads and checks the properties.
   *
   * @throws CopyRefusedException if one is unknown, missing, invalid, or not safe
   */
  static Settings of(Map<String, String> given) {
    return new Settings(Map.copyOf(given));
  }

  String url() {
    return address.group();
  }

  /** Where the server is, for messages. */
  String place() {
    return address.group(1) + "/" + address.group(2);
  }

  /** A copy of what the driver gets, the password included. */
  Properties driver() {
    Properties copy = new Properties();
    copy.putAll(driver);
    return copy;
  }

  /** The schema of tables and ledger. */
  String schema() {
    return name("schema", "tributary");
  }

  /** The schema of the views. */
  String views() {
    return name("views", "bi");
  }

  /** The role that may read the views. */
  String reader() {
    return name("reader", "tributary_reader");
  }

  String user() {
    return required("user");
  }

  /** How long a statement may run: the server gives up before the driver does. */
  long statementMillis() {
    return seconds("socketTimeout", 600) * 900L;
  }

  @Override
  public String toString() {
    return "PostgreSQL " + place() + " as " + user();
  }

  private void refuseUnknown() {
    for (String key : new TreeSet<>(given.keySet())) {
      if (!OURS.contains(key) && !DRIVERS.contains(key)) {
        throw new CopyRefusedException(
            "Invalid postgres.%s: known are %s"
                .formatted(
                    key,
                    String.join(
                        ", ", Stream.concat(OURS.stream(), DRIVERS.stream()).sorted().toList())));
      }
    }
  }

  private void fillDriver() {
    for (String key : DRIVERS) {
      if (given.containsKey(key)) {
        driver.setProperty(key, required(key));
      }
    }
    driver.setProperty("user", user());
    @Nullable String password = given.get("password");
    if (password != null) {
      driver.setProperty("password", password);
    }
    driver.setProperty("connectTimeout", String.valueOf(seconds("connectTimeout", 10)));
    driver.setProperty("loginTimeout", String.valueOf(seconds("loginTimeout", 30)));
    driver.setProperty("socketTimeout", String.valueOf(seconds("socketTimeout", 600)));
    driver.setProperty("tcpKeepAlive", "true");
    driver.setProperty("logServerErrorDetail", "false");
    // Prepared statements that outlive a transaction do not bear a pooler between.
    driver.setProperty("prepareThreshold", "0");
    driver.putIfAbsent("ApplicationName", "tributary");
    if (address.group(1).contains(",")) {
      driver.putIfAbsent("targetServerType", "primary");
    }
  }

  private void checkTls() {
    boolean isLocal =
        Stream.of(address.group(1).split(","))
            .allMatch(host -> Loopback.is(PORT.matcher(host).replaceFirst("")));
    if (!isLocal) {
      driver.putIfAbsent("sslmode", "verify-full");
    }
    String mode = driver.getProperty("sslmode", "prefer");
    if (!SSL_MODES.contains(mode)) {
      throw new CopyRefusedException(
          "Invalid postgres.sslmode: %s. Use verify-full".formatted(mode));
    }
    if (!isLocal && !mode.equals("verify-full") && !isInsecureWanted()) {
      throw new CopyRefusedException(
          "Invalid postgres.sslmode: %s does not show that %s is the right server, so the password and the rows could go to another one. Use verify-full, or say postgres.insecure=true"
              .formatted(mode, address.group(1)));
    }
    trustLikeTheJvm(mode);
  }

  /** Where nobody names a certificate, those count that the JVM trusts. */
  private void trustLikeTheJvm(String mode) {
    String root = driver.getProperty("sslrootcert", "system");
    if (mode.startsWith("verify") && root.equals("system") && !given.containsKey("sslcert")) {
      driver.remove("sslrootcert");
      driver.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
  }

  private boolean isInsecureWanted() {
    String said = given.getOrDefault("insecure", "false");
    if (!said.equals("true") && !said.equals("false")) {
      throw new CopyRefusedException(
          "Invalid postgres.insecure: %s. Use true or false".formatted(said));
    }
    return said.equals("true");
  }

  private String required(String key) {
    String value = given.getOrDefault(key, "");
    if (value.isBlank()) {
      throw new CopyRefusedException(
          "Invalid postgres.%s: it is %s"
              .formatted(key, given.containsKey(key) ? "empty" : "missing"));
    }
    return value;
  }

  private String name(String key, String otherwise) {
    return Names.checked("postgres." + key, given.getOrDefault(key, otherwise));
  }

  private int seconds(String key, int otherwise) {
    String value = given.getOrDefault(key, String.valueOf(otherwise));
    if (!value.matches("[0-9]{1,5}")
        || Integer.parseInt(value) < 1
        || Integer.parseInt(value) > LONGEST_SECONDS) {
      throw new CopyRefusedException(
          "Invalid postgres.%s: %s. Use seconds, 1 to %d".formatted(key, value, LONGEST_SECONDS));
    }
    return Integer.parseInt(value);
  }
}
