package tributary.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeLockTest {
  @TempDir Path root;

  @Test
  void aSecondWriterInTheSameProcessIsRefused() {
    try (Lake lake = Lake.open(root, Ticks.CLOCK)) {
      Ticks.silver(lake);
      for (int i = 0; i < 2; i++) {
        var refused = assertThrows(LakeLockedException.class, () -> Lake.open(root, Ticks.CLOCK));
        assertEquals(
            "Cannot write to %s: this same process is writing there. Stop it first, or choose another data folder"
                .formatted(root),
            refused.getMessage());
      }
    }
    Lake.open(root, Ticks.CLOCK).close();
  }

  @Test
  void aSecondWriterInAnotherProcessIsRefusedAndToldByWhom() throws IOException {
    Process holder = hold(root);
    try (BufferedReader out = holder.inputReader()) {
      assertEquals("held", out.readLine());
      var refused = assertThrows(LakeLockedException.class, () -> Lake.open(root, Ticks.CLOCK));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("process " + holder.pid() + " is writing"),
          refused::toString);
    } finally {
      holder.destroyForcibly();
    }
    holder.onExit().join();
    Lake.open(root, Ticks.CLOCK).close();
  }

  private static Process hold(Path root) throws IOException {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                root.toString()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Holds the lock until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws IOException {
      try (Lake lake = Lake.open(Path.of(args[0]), Ticks.CLOCK)) {
        Ticks.silver(lake);
        System.out.println("held");
        System.in.read();
      }
    }
  }
}
