package tributary.bench.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java program in a process of its own, with this one's class path. It is to end when its
 * standard input does, see {@link #endWithInput}, so none is left behind when this process is
 * killed. Owned by one thread.
 */
public final class ChildJvm implements AutoCloseable {
  private static final long LONGEST_END_SECONDS = 60;

  /** What `./tributary` gives its JVM. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx1g",
          "-XX:+UseParallelGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Duser.timezone=UTC",
          "-Dfile.encoding=UTF-8");

  private final String name;
  private final Process process;
  private final BufferedReader lines;

  private ChildJvm(String name, Process process) {
    this.name = name;
    this.process = process;
    this.lines = process.inputReader(UTF_8);
  }

  /**
   * Starts the program with the launcher's own options and some more.
   *
   * @throws UncheckedIOException if the process cannot be started
   */
  public static ChildJvm start(Class<?> main, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(OPTIONS);
    command.addAll(options);
    command.add("-cp");
    command.add(ManagementFactory.getRuntimeMXBean().getClassPath());
    command.add(main.getName());
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
      return new ChildJvm(main.getSimpleName(), process);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + main.getName(), e);
    }
  }

  /** Called by a program started so: ends the process, orderly, when its standard input ends. */
  public static void endWithInput() {
    Thread thread =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                System.err.println("Cannot hear whether to end: " + e);
              }
              System.exit(0);
            },
            "end-with-input");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The rest of the next line that begins so; others before it are passed over.
   *
   * @throws IllegalStateException if the program ends before
   */
  public String await(String beginning) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length()).strip();
        }
      }
      throw new IllegalStateException(
          "Cannot go on: %s ended with %d before it said \"%s\""
              .formatted(name, process.waitFor(), beginning));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot hear " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot wait for " + name, e);
    }
  }

  /** The processor time that it has used until now, user and system. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Asks it to end, as Ctrl-C would; {@link #await} still hears what it says then. */
  public void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tell " + name + " to end", e);
    }
  }

  /** Ends it: kindly, and after a minute by force. */
  @Override
  public void close() {
    try {
      endInput();
      if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      lines.close();
    } catch (IOException | UncheckedIOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
