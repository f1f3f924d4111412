package tributary.bench.feed;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Keeps a process on one core, where the system has {@code taskset}. */
final class Core {
  private Core() {}

  /** Moves this process, and what it starts from now on, to the core; false if that fails. */
  static boolean pinTo(int core) {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      Process pinning =
          new ProcessBuilder("taskset", "-a", "-c", "-p", Integer.toString(core), self)
              .redirectOutput(Redirect.DISCARD)
              .redirectErrorStream(true)
              .start();
      return pinning.waitFor() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
