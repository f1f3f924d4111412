package tributary.feeds.simulator.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpScriptTest {

  @Test
  void saysWhatHappensToWhichCall() {
    HttpScript script = HttpScript.parse("limit 53s at 2, status 503 at 4-5, html every 3");
    assertEquals(
        List.of(0, 429, 200, 503, 503, 200, 0, 0, 200),
        LongStream.rangeClosed(1, 9)
            .mapToObj(call -> script.instead(call, "").map(Response::status).orElse(0))
            .toList());
    assertEquals("53", script.instead(2, "").orElseThrow().headers().get("Retry-After"));
  }

  @Test
  void aLimitNeedNotSayForHowLong() {
    Response limited = HttpScript.parse("limit at 1").instead(1, "").orElseThrow();
    assertTrue(limited.headers().keySet().stream().noneMatch("Retry-After"::equals));
  }

  @Test
  void doesNothingWithoutRules() {
    assertTrue(HttpScript.parse(" ").instead(1, "").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"explode at 3", "html", "html at 0", "html at 3,", "html every", "html at 1-"})
  void namesTheRuleThatIsNone(String text) {
    Exception failure = assertThrows(IllegalArgumentException.class, () -> HttpScript.parse(text));
    assertTrue(
        String.valueOf(failure.getMessage()).startsWith("Invalid script: \""), failure.toString());
  }
}
