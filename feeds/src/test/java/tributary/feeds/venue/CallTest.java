package tributary.feeds.venue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {
  private static final URI VENUE = URI.create("https://venue.example");
  private static final Secret KEY = new Secret("k+e/y1");

  @Test
  void encodesItsParameters() {
    Call call = Call.to(VENUE, "/p").with("ids", "a,b").with("q", "x y&z=\u00e9#");
    assertEquals(
        "https://venue.example/p?ids=a%2Cb&q=x+y%26z%3D%C3%A9%23", call.address().toString());
    assertEquals(call.address().toString(), call.toString());
  }

  @Test
  void showsNoSecret() {
    Call call = Call.to(VENUE, "/p").withSecret("apikey", KEY).withHeader("x-key", KEY);
    assertEquals("https://venue.example/p?apikey=***", call.toString());
    assertEquals("https://venue.example/p?apikey=k%2Be%2Fy1", call.address().toString());
    assertEquals("*** or ***", call.redact("k+e/y1 or k%2Be%2Fy1"));
    assertEquals("{x-key=***}", call.headers().toString());
  }

  @Test
  void findsItsSecretInABody() {
    Call call = Call.to(VENUE, "/p").withSecret("apikey", KEY);
    assertTrue(call.isToldBy("your key is k+e/y1.".getBytes(UTF_8)));
    assertFalse(call.isToldBy("your key is good".getBytes(UTF_8)));
    assertFalse(Call.to(VENUE, "/p").isToldBy("any".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "line\nbreak", "caf\u00e9"})
  void aSecretThatNoHeaderCanHoldIsRefusedWithoutBeingTold(String secret) {
    Exception failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> Call.to(VENUE, "/p").withHeader("x-key", new Secret(secret)));
    assertEquals(
        "Invalid secret for the header x-key: it is empty or holds a character other than ASCII",
        failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://venue.example",
        "http://127.0.0.1.venue.example",
        "https://user:word@venue.example",
        "https://venue.example/p",
        "https://venue.example?q",
        "ftp://venue.example",
        "venue.example"
      })
  void onlyThisMachineIsSpokenToWithoutTls(String address) {
    assertThrows(IllegalArgumentException.class, () -> Call.to(URI.create(address), "/p"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:80", "http://localhost:1", "http://[::1]:5"})
  void simulatorsMayBeSpokenToInTheClear(String address) {
    assertEquals(address + "/p", Call.to(URI.create(address), "/p").toString());
  }
}
