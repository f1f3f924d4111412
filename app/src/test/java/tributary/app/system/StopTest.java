package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.core.spec.Pipeline;

/** A demo that is told to end. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StopTest {
  private static final long LONGEST_STOP_SECONDS = 20;
  private static final long INTERRUPT_BIT = 1L << 1;

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void endsInSecondsWithItsSumsAndWorksAgainOnTheSameFolder() throws Exception {
    Child.Ended first = demoUntil(isInterruptHeard() ? "INT" : "TERM");
    Child.Ended second = demoUntil("TERM");

    assertTrue(frames(second) > frames(first), () -> first + " then " + second);
    Pipeline pipeline = Pipelines.coinbase();
    Report report = Exactness.check(scene.data(), pipeline, new TickerJudge(pipeline)).expectNone();
    assertEquals(report.sums(), lastLine(second));
  }

  private Child.Ended demoUntil(String signal) throws Exception {
    Child demo =
        scene.start("demo", "--no-page", "--rate", "100", "--data", scene.data().toString());
    demo.awaitLine("coinbase_ticker_table [1-9]");
    demo.signal(signal);
    Child.Ended ended = demo.await(LONGEST_STOP_SECONDS);
    assertTrue(lastLine(ended).endsWith(": holds"), ended::toString);
    assertTrue(ended.err().stream().noneMatch(line -> line.startsWith("\tat ")), ended::toString);
    return ended;
  }

  private static String lastLine(Child.Ended run) {
    return run.out().get(run.out().size() - 1);
  }

  private static long frames(Child.Ended run) {
    return Long.parseLong(lastLine(run).split(" ")[1].replace(",", ""));
  }

  /** A JVM that is started with SIGINT ignored, as shells start background jobs, ignores it. */
  private static boolean isInterruptHeard() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return true;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    return (Long.parseUnsignedLong(ignored, 16) & INTERRUPT_BIT) == 0;
  }
}
