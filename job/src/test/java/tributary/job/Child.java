package tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A JVM of its own on a {@link Leash}. What it says goes to {@code log} in its folder. */
final class Child {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final int LAST_LINES = 40;

  private final String name;
  private final Process process;
  private final Path log;
  private int heard;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Starts it in its folder. */
  static Child start(String name, Path folder, Launch launch) throws IOException {
    Files.createDirectories(folder);
    Path log = folder.resolve("log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(launch.options());
    command.addAll(List.of("-XX:ErrorFile=" + folder.resolve("jvm-error")));
    command.addAll(List.of("-cp", launch.classPath(), Leash.class.getName(), launch.main()));
    command.addAll(launch.arguments());
    ProcessBuilder program =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    program.environment().putAll(launch.environment());
    return new Child(name, program.start(), log);
  }

  /** Waits for a line, behind those that were waited for before, that holds a match. */
  Matcher awaitLine(String expression) throws IOException, InterruptedException {
    Pattern wanted = Pattern.compile(expression);
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      boolean isOver = endsWithin(LOOK_AGAIN);
      String unheard = said().substring(heard);
      int complete = unheard.lastIndexOf('\n') + 1;
      Matcher found = wanted.matcher(unheard.substring(0, complete));
      if (found.find()) {
        heard += found.end();
        return found;
      }
      if (isOver || System.nanoTime() - deadline > 0) {
        fail("No line with \"%s\" came; %s".formatted(expression, this));
      }
    }
  }

  /** Whether such a line came already. */
  boolean saidLine(String expression) throws IOException {
    return Pattern.compile(expression).matcher(said()).find();
  }

  /** All that it said until now. */
  String said() throws IOException {
    return Files.readString(log, UTF_8);
  }

  /** Waits so long for the end; whether it came. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits for the end, which is to come with this exit code. */
  void expectEnd(int exitCode) throws InterruptedException {
    if (!endsWithin(DEADLINE)) {
      fail("Not ended within %s; %s".formatted(DEADLINE, this));
    }
    if (process.exitValue() != exitCode) {
      fail("Ended with %d instead of %d; %s".formatted(process.exitValue(), exitCode, this));
    }
  }

  /** Tells it to end as {@code kill} does; through its handle, which leaves the leash alone. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Ends it and all that it started as {@code kill -9} does; returns when they are gone. */
  void kill() throws InterruptedException {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
    started.forEach(each -> each.onExit().join());
  }

  @Override
  public String toString() {
    return "%s (process %d) said last, of all in %s:%n%s"
        .formatted(name, process.pid(), log, lastLines());
  }

  private String lastLines() {
    try (Stream<String> lines = said().lines()) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - LAST_LINES), all.size()));
    } catch (IOException e) {
      return "(" + e + ")";
    }
  }
}
