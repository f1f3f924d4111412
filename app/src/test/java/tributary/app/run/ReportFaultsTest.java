package tributary.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tributary.app.run.ReportFaults.Report;

class ReportFaultsTest {
  private static final int REPORTS = 2_000;
  private static final List<String> MADE =
      IntStream.range(0, REPORTS).mapToObj(i -> "{\"number\":%d}".formatted(i)).toList();

  @Test
  void changesNothingWithoutScript() {
    assertEquals(MADE, sent("", 1));
  }

  @Test
  void sendsSomeAgainLater() {
    List<String> sent = sent("duplicate 5%", 1);

    assertTrue(sent.size() > REPORTS + 50, "sent " + sent.size());
    assertEquals(new HashSet<>(MADE), new HashSet<>(sent));
  }

  @Test
  void holdsSomeBackAndLosesNone() {
    List<String> sent = sent("delay 5%", 1);

    assertNotEquals(MADE, sent);
    assertEquals(MADE.stream().sorted().toList(), sent.stream().sorted().toList());
  }

  @Test
  void spoilsSome() {
    List<String> sent = sent("malformed 5%", 1);

    assertEquals(REPORTS, sent.size());
    assertTrue(sent.stream().filter(each -> !each.startsWith("{")).count() > 50);
  }

  @Test
  void doesTheSameForTheSameSeed() {
    String script = "duplicate 1%, delay 1%, malformed 0.5%";

    assertEquals(sent(script, 7), sent(script, 7));
    assertNotEquals(sent(script, 7), sent(script, 8));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> ReportFaults.check("delay 1%, disconnect at 5"));

    assertEquals(
        "Invalid script: \"disconnect at 5\" (a generator knows duplicate N%, delay N% and malformed N%)",
        refused.getMessage());
  }

  private static List<String> sent(String script, long seed) {
    ReportFaults faults = new ReportFaults(script, seed);
    List<String> sent = new ArrayList<>();
    for (String made : MADE) {
      faults.next(
          new Report("key", made.getBytes(UTF_8), 0),
          report -> sent.add(new String(report.frame(), UTF_8)));
    }
    faults.end(report -> sent.add(new String(report.frame(), UTF_8)));
    return sent;
  }
}
