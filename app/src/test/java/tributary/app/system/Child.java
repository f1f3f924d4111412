package tributary.app.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tributary.app.Main;

/** A JVM of its own. What it writes is held and also kept in two files. */
final class Child {
  private static final long DEADLINE_SECONDS = 300;
  private static final int MOST_LINES = 10_000;

  private final Process process;
  private final Path place;
  private final List<String> out = new ArrayList<>();
  private final List<String> err = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  private Child(Process process, Path place) {
    this.process = process;
    this.place = place;
    read(process.getInputStream(), out, "out");
    read(process.getErrorStream(), err, "err");
  }

  /** Starts the program as the launcher does. */
  static Child ofMain(Path place, List<String> arguments, Map<String, String> environment)
      throws IOException {
    return of(place, Main.class, Scene.REPOSITORY, arguments, environment);
  }

  /** Starts the program of another installation. */
  static Child ofMain(
      Path place, Path home, List<String> arguments, Map<String, String> environment)
      throws IOException {
    return of(place, Main.class, home, arguments, environment);
  }

  /**
   * Starts a class.
   *
   * @param place a folder for what the process writes
   * @param environment variables beside those of this process
   */
  static Child of(
      Path place, Class<?> main, List<String> arguments, Map<String, String> environment)
      throws IOException {
    return of(place, main, Scene.REPOSITORY, arguments, environment);
  }

  private static Child of(
      Path place, Class<?> main, Path home, List<String> arguments, Map<String, String> environment)
      throws IOException {
    Files.createDirectories(place);
    Files.writeString(place.resolve("arguments"), String.join("\n", arguments));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx768m", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.add("-Dtributary.home=" + home);
    command.add("-XX:ErrorFile=" + place.resolve("jvm-error"));
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(arguments);
    ProcessBuilder program = new ProcessBuilder(command);
    program.environment().putAll(environment);
    return new Child(program.start(), place);
  }

  private static String classPath() {
    String ofSurefire = System.getProperty("surefire.test.class.path");
    return ofSurefire == null ? System.getProperty("java.class.path") : ofSurefire;
  }

  private void read(InputStream stream, List<String> lines, String name) {
    Thread reader = new Thread(() -> copy(stream, lines, name), "child-" + name);
    reader.setDaemon(true);
    reader.start();
    readers.add(reader);
  }

  private void copy(InputStream stream, List<String> lines, String name) {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8));
        Writer evidence = Files.newBufferedWriter(place.resolve(name))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        evidence.write(line + "\n");
        evidence.flush();
        add(lines, line);
      }
    } catch (IOException killed) {
      add(lines, "(cut off: " + killed.getMessage() + ")");
    }
  }

  private synchronized void add(List<String> lines, String line) {
    if (lines.size() < MOST_LINES) {
      lines.add(line);
    }
    notifyAll();
  }

  /** Waits for a line on standard output or error that holds a match. */
  void awaitLine(String expression) throws InterruptedException {
    Pattern wanted = Pattern.compile(expression);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    synchronized (this) {
      while (!holds(out, wanted) && !holds(err, wanted)) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || readers.stream().noneMatch(Thread::isAlive)) {
          fail("No line with \"%s\" came; %s".formatted(expression, this));
        }
        wait(Math.min(left, 100));
      }
    }
  }

  private static boolean holds(List<String> lines, Pattern wanted) {
    return lines.stream().anyMatch(line -> wanted.matcher(line).find());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits so long for the end; whether it came. */
  boolean endsWithin(long nanos) throws InterruptedException {
    return process.waitFor(nanos, TimeUnit.NANOSECONDS);
  }

  /** Kills it, as {@code kill -9} does; returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    for (Thread reader : readers) {
      reader.join();
    }
  }

  /** Sends a signal such as {@code INT}. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertEquals(0, kill.waitFor());
  }

  /** Waits for the end. */
  Ended await() throws InterruptedException {
    return await(DEADLINE_SECONDS);
  }

  /** Waits at most so long for the end, and fails if it does not come. */
  Ended await(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      String evidence = toString();
      kill();
      fail("Not ended within %d s; %s".formatted(seconds, evidence));
    }
    for (Thread reader : readers) {
      reader.join();
    }
    synchronized (this) {
      return new Ended(process.exitValue(), List.copyOf(out), List.copyOf(err), place);
    }
  }

  @Override
  public synchronized String toString() {
    return "process %d in %s, out %s, err %s".formatted(process.pid(), place, out, err);
  }

  /** How a process ended. */
  record Ended(int exitCode, List<String> out, List<String> err, Path place) {

    /** Fails unless it ended with this code, and without a stack trace. */
    Ended expect(int code) {
      assertEquals(code, exitCode, this::toString);
      assertFalse(
          err.stream().anyMatch(line -> line.startsWith("\tat ") || line.contains("Exception in")),
          this::toString);
      return this;
    }

    /** The one message to the user: fails if there is none, or more than one. */
    String message() {
      List<String> messages = err.stream().filter(line -> line.startsWith("tributary: ")).toList();
      assertEquals(1, messages.size(), this::toString);
      return messages.get(0);
    }

    String text() {
      return String.join("\n", out);
    }

    String errors() {
      return String.join("\n", err);
    }
  }
}
