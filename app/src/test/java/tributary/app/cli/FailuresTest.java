package tributary.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tributary.core.ledger.LedgerException;

class FailuresTest {
  private final StringWriter err = new StringWriter();

  @Test
  void showsTheMessageOfOurOwnExceptionsAsItIs() {
    assertEquals(
        1,
        exitCodeOf(
            () -> {
              throw new LedgerException("Cannot take in offsets 3 to 5");
            }));

    assertEquals("tributary: Cannot take in offsets 3 to 5\n", err.toString());
  }

  @Test
  void showsWhatTheOperatingSystemSaid() {
    assertEquals(
        1,
        exitCodeOf(
            () -> {
              throw new UncheckedIOException(new IOException("/data: No space left on device"));
            }));

    assertEquals(
        "tributary: Cannot read or write: java.io.IOException: /data: No space left on device\n",
        err.toString());
  }

  @Test
  void ownsUpToItsOwnFaults() {
    assertEquals(
        1,
        exitCodeOf(
            () -> {
              throw new ArithmeticException("/ by zero");
            }));

    assertEquals(
        "tributary: Cannot go on: java.lang.ArithmeticException: / by zero. This is a fault of Tributary: run it again with --verbose and report what it says\n",
        err.toString());
  }

  private int exitCodeOf(Callable<Integer> action) {
    Failures failures = new Failures(new RootCommand());
    return new CommandLine(new Action(action))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(failures::failure)
        .execute();
  }

  @Command
  private record Action(Callable<Integer> body) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return body.call();
    }
  }
}
