package tributary.lake.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

  @Test
  void takesWhatIsMissingFromClickHouse() {
    Access access = Access.of(Map.of("url", "http://localhost"));

    assertEquals(new Access("http://localhost:8123", "default", "", "default"), access);
    assertEquals("https://h:8443", Access.of(Map.of("url", "https://h/")).url());
  }

  @Test
  void neverShowsThePassword() {
    Access access =
        Access.of(Map.of("url", "http://localhost:1", "user", "me", "password", "hunter-2"));

    assertEquals("http://localhost:1 as me", access.toString());
  }

  @Test
  void plainHttpToAnotherMachineIsTakenOnlyByOnesWord() {
    Map<String, String> properties = Map.of("url", "http://db.example", "password", "hunter-2");
    String message = refused(properties);

    assertTrue(message.startsWith("Invalid clickhouse.url: over plain http"), message);
    assertFalse(message.contains("hunter-2"), message);
    Map<String, String> insecure = new HashMap<>(properties);
    insecure.put("insecure", "true");
    assertEquals("http://db.example:8123", Access.of(insecure).url());
  }

  @Test
  void namesThePropertiesThatItKnows() {
    String message = refused(Map.of("url", "http://localhost", "pasword", "hunter-2"));

    assertTrue(
        message.contains("pasword: known are url, user, password, database, insecure"), message);
    assertFalse(message.contains("hunter-2"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:8123",
        "ftp://localhost",
        "http://me:hunter-2@localhost",
        "http://localhost/?password=hunter-2",
        "http://localhost/#hunter-2",
        "http://local host/hunter-2",
        "http:hunter-2"
      })
  void aUrlIsSchemeHostAndPort(String url) {
    String message = refused(Map.of("url", url));

    assertTrue(message.startsWith("Invalid url of ClickHouse: needs http://HOST:PORT"), message);
    assertFalse(message.contains("hunter-2"), message);
  }

  private static String refused(Map<String, String> properties) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Access.of(properties)).getMessage());
  }
}
