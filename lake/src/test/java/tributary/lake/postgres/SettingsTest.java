package tributary.lake.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.lake.copy.CopyShape;

/** What may be said about a server. */
class SettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pasword | x | Invalid postgres.pasword: known are",
        "sslfactory | org.postgresql.ssl.NonValidatingFactory | Invalid postgres.sslfactory",
        "socketTimeout | 0 | Use seconds, 1 to 86400",
        "connectTimeout | soon | Use seconds",
        "sslmode | yes | Invalid postgres.sslmode: yes",
        "schema | a-b | Use letters, digits and _",
        "views | tributary | readers may not see",
        "reader | me | is who writes",
        "user | '' | it is empty",
        "insecure | yes | Use true or false",
      })
  void whatCannotBeUsedIsRefused(String key, String value, String message) {
    Map<String, String> properties = local();
    properties.put(key, value);
    properties.put("sslrootcert", "/ca.pem");
    if (key.equals("insecure")) {
      properties.put("url", "jdbc:postgresql://db.example.org/d");
      properties.put("sslmode", "require");
    }

    String said = Windows.refused(() -> Postgres.open(properties, Windows.SHAPE));
    assertTrue(said.contains(message), said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/d?password=canary",
        "jdbc:postgresql://me:canary@localhost/d",
        "jdbc:mysql://canary/d",
        "canary"
      })
  void anAddressThatSaysMoreIsRefusedAndNotRepeated(String url) {
    Map<String, String> properties = local();
    properties.put("url", url);

    String said = Windows.refused(() -> Postgres.open(properties, Windows.SHAPE));
    assertFalse(said.contains("canary"), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "allow", "prefer", "require", "verify-ca"})
  void anotherMachineWithoutFullTlsIsRefusedUnlessWanted(String mode) {
    Map<String, String> properties = local();
    properties.put("url", "jdbc:postgresql://localhost,db.example.org:5433/d");
    properties.put("sslmode", mode);

    String said = Windows.refused(() -> Settings.of(properties));
    assertTrue(said.contains("verify-full"), said);
    properties.put("insecure", "true");
    assertEquals(mode, Settings.of(properties).driver().getProperty("sslmode"));
  }

  @Test
  void anotherMachineIsAskedForItsCertificate() {
    Map<String, String> properties = local();
    properties.put("url", "jdbc:postgresql://db.example.org/d");
    Settings trustsLikeTheJvm = Settings.of(properties);
    properties.put("sslrootcert", "/ca.pem");
    Settings trustsOne = Settings.of(properties);

    assertEquals("verify-full", trustsLikeTheJvm.driver().getProperty("sslmode"));
    assertEquals(
        "org.postgresql.ssl.DefaultJavaSSLFactory",
        trustsLikeTheJvm.driver().getProperty("sslfactory"));
    assertEquals("/ca.pem", trustsOne.driver().getProperty("sslrootcert"));
    assertNull(trustsOne.driver().getProperty("sslfactory"));
  }

  @Test
  void thePasswordIsForTheDriverOnly() {
    Map<String, String> properties = local();
    properties.put("password", "canary");
    Settings settings = Settings.of(properties);

    assertEquals("canary", settings.driver().getProperty("password"));
    assertFalse((settings + settings.url() + settings.place()).contains("canary"));
    assertFalse(Postgres.open(properties, Windows.SHAPE).toString().contains("canary"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tributary_ledger", "a.b.c", "a b", "", "pg_catalog.x", "x\"; DROP"})
  void aNameThatCannotBeUsedIsRefused(String name) {
    CopyShape shape =
        new CopyShape(
            "gold.a", name, Windows.SCHEMA, Windows.SHAPE.key(), false, Windows.SHAPE.shown());

    assertTrue(Windows.refused(() -> Postgres.open(local(), shape)).startsWith("Invalid"));
  }

  private static Map<String, String> local() {
    return new HashMap<>(Map.of("url", "jdbc:postgresql://localhost:5432/d", "user", "me"));
  }
}
