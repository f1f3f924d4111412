package tributary.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  private final StringWriter err = new StringWriter();
  private long nowNanos = -7;

  @Test
  void isWrittenOverOnScreen() {
    try (StatusLine line = line(true, 80)) {
      line.show("1 frame");
      line.show("2 frames");
    }

    assertEquals("\r1 frame\u001b[K\r2 frames\u001b[K\r\u001b[K", err.toString());
  }

  @Test
  void givesWayToLineThatStays() {
    try (StatusLine line = line(true, 80)) {
      line.show("1 frame");
      line.say("connected");
      line.say("subscribed");
    }

    assertEquals("\r1 frame\u001b[K\r\u001b[Kconnected\nsubscribed\n", err.toString());
  }

  @Test
  void isCutSoThatItNeverWraps() {
    try (StatusLine line = line(true, 5)) {
      line.show("123456789");
    }

    assertEquals("\r1234\u001b[K\r\u001b[K", err.toString());
  }

  @Test
  void isPrintedNowAndThenWhereThereIsNoScreen() {
    try (StatusLine line = line(false, 5)) {
      line.show("at 0 s");
      nowNanos += Duration.ofMillis(4999).toNanos();
      line.show("at 4.999 s");
      nowNanos += Duration.ofMillis(1).toNanos();
      line.show("at 5 s");
      line.show("at 5 s again");
    }

    assertEquals("at 0 s\nat 5 s\n", err.toString());
  }

  private StatusLine line(boolean isScreen, int columns) {
    PrintWriter writer = new PrintWriter(err, true);
    Terminal terminal = new Terminal(writer, writer, isScreen, false, columns);
    return new StatusLine(terminal, Duration.ofSeconds(5), () -> nowNanos);
  }
}
