package tributary.core.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MarkJsonTest {

  @Test
  void everyMarkComesBackAsItWas() {
    List<Mark> marks =
        List.of(
            new Mark.Disconnected("BTC-USD", "closed: 1006 \"\\\n\u2028 bye"),
            new Mark.Missed("BTC/USD", 0, Long.MAX_VALUE),
            new Mark.Unrepairable("btc\u00e9", 17, 19, ""));

    marks.forEach(mark -> assertEquals(mark, MarkJson.read(MarkJson.write(mark))));
  }

  @Test
  void aReasonIsCut() {
    Mark mark = new Mark.Disconnected("A", "x".repeat(10_000));

    assertEquals(new Mark.Disconnected("A", "x".repeat(500)), MarkJson.read(MarkJson.write(mark)));
  }

  @Test
  void whatIsNoMarkIsNull() {
    List.of(
            "",
            "{",
            "[]",
            "{\"tributary\":\"other\",\"product\":\"A\"}",
            "{\"tributary\":\"missed\",\"product\":\"A\",\"first\":\"1\",\"last\":2}",
            "{\"tributary\":\"missed\",\"product\":\"A\",\"first\":1}",
            "{\"product\":\"A\",\"reason\":\"x\"}")
        .forEach(text -> assertNull(MarkJson.read(text.getBytes(UTF_8)), text));
    assertNull(MarkJson.read(null));
  }
}
