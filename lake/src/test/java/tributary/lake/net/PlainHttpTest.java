package tributary.lake.net;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHttpTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://db.example",
        "HTTPS://db.example:8443/x",
        "http://localhost:8123",
        "http://127.0.0.1:1/catalog",
        "http://[::1]:8123"
      })
  void whatNobodyElseCanReadIsTaken(String address) {
    assertDoesNotThrow(() -> PlainHttp.check("iceberg.uri", address, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://db.example",
        "HTTP://10.0.0.1:8123",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://127.0.0.1@evil.example/",
        "db.example",
        "http://a b"
      })
  void whatOthersCouldReadIsTakenOnlyByOnesWord(String address) {
    assertEquals(
        "Invalid iceberg.uri: over plain http to another machine passwords, tokens and rows can be read on the way. Use https, or say iceberg.insecure=true",
        refused(address, Map.of()));
    assertDoesNotThrow(() -> PlainHttp.check("iceberg.uri", address, Map.of("insecure", "true")));
    assertEquals(
        "Invalid iceberg.insecure: yes. Use true or false",
        refused(address, Map.of("insecure", "yes")));
  }

  private static String refused(String address, Map<String, String> properties) {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> PlainHttp.check("iceberg.uri", address, properties))
            .getMessage());
  }
}
