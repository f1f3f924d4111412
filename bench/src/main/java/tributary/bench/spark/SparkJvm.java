package tributary.bench.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tributary.bench.process.ProcessStarts;
import tributary.bench.process.ProcessTree;

/**
 * A job in a JVM of its own with the Spark of {@code spark-home} on its class path, measured from
 * outside. What it says goes to {@code job.log} in its folder. For one thread, which has no other
 * process end between {@link #start} and {@link #ended}.
 */
final class SparkJvm implements AutoCloseable {
  private static final long SELF = ProcessHandle.current().pid();
  private static final long LOOK_AGAIN_MILLIS = 200;
  private static final Duration LONGEST_STOP = Duration.ofMinutes(2);
  private static final int LAST_LINES = 30;

  /** What Spark reaches into on JDK 17: its JavaModuleOptions. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private final Process process;
  private final Path folder;
  private final long startNanos = System.nanoTime();
  private final long endedCpuNanos = ProcessTree.cpuNanosOfEndedChildren(SELF);

  /** A job cannot hear whether this program still lives, so it is ended with it. */
  private final Thread hook;

  private long residentBytes;

  private SparkJvm(Process process, Path folder) throws IOException {
    this.process = process;
    this.folder = folder;
    this.hook = new Thread(process::destroyForcibly, "end-job");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts the job; all jobs get the same cores, heap and folder of scratch files. */
  static SparkJvm start(Launch launch, Work work) {
    ProcessBuilder builder =
        new ProcessBuilder(command(launch, work))
            .directory(work.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log(work.folder()).toFile()));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    try {
      return new SparkJvm(builder.start(), work.folder());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + launch.main(), e);
    }
  }

  private static List<String> command(Launch launch, Work work) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Xmx2g");
    OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    command.add("-Djdk.reflect.useDirectMethodHandle=false");
    command.add("-Dio.netty.tryReflectionSetAccessible=true");
    command.add("-Dspark.master=local[2]");
    command.add("-Dspark.local.dir=" + work.folder().resolve("scratch"));
    command.addAll(ProcessStarts.recordedTo(starts(work.folder())));
    command.addAll(launch.options());
    command.add("-cp");
    command.add(launch.program() + File.pathSeparator + spark(work.home()).resolve("*"));
    command.add(launch.main());
    command.addAll(launch.arguments());
    return command;
  }

  private static Path spark(Path home) {
    return home.resolve("spark-home").resolve("target").resolve("jars");
  }

  private static Path starts(Path folder) {
    return folder.resolve("process-starts.jfr");
  }

  private static Path log(Path folder) {
    return folder.resolve("job.log");
  }

  /** The processor time that the whole tree has used until now. */
  long cpuNanos() throws IOException {
    return ProcessTree.cpuNanos(process.pid());
  }

  /**
   * Refuses a job that ended.
   *
   * @throws IllegalStateException with the last that it said
   */
  void refuseEnd() throws IOException {
    if (!process.isAlive()) {
      throw failure("ended with " + process.exitValue());
    }
  }

  /**
   * Waits until it has ended by itself.
   *
   * @throws IllegalStateException if it fails, or takes longer
   */
  Used ended(Duration longest) throws IOException {
    await(longest);
    if (process.exitValue() != 0) {
      throw failure("ended with " + process.exitValue());
    }
    return used();
  }

  /** Ends it, as Ctrl-C would. */
  Used stop() throws IOException {
    refuseEnd();
    residentBytes = residentNow();
    process.destroy();
    await(LONGEST_STOP);
    return used();
  }

  private void await(Duration longest) throws IOException {
    long end = System.nanoTime() + longest.toNanos();
    try {
      while (!process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        residentBytes = Math.max(residentBytes, residentNow());
        if (System.nanoTime() > end) {
          throw failure("takes longer than " + longest);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot wait for the job", e);
    }
  }

  private long residentNow() throws IOException {
    try {
      return ProcessTree.residentBytes(process.pid());
    } catch (IOException e) {
      if (process.isAlive()) {
        throw e;
      }
      return 0;
    }
  }

  /** A process leaves its time, and that of those below it, to the one that waited for it. */
  private Used used() throws IOException {
    return new Used(
        System.nanoTime() - startNanos,
        ProcessTree.cpuNanosOfEndedChildren(SELF) - endedCpuNanos,
        residentBytes,
        ProcessStarts.count(starts(folder)));
  }

  private IllegalStateException failure(String what) throws IOException {
    List<String> lines = Files.readAllLines(log(folder));
    List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    return new IllegalStateException(
        "Cannot go on: the job in %s %s. It said last:%n%s"
            .formatted(folder, what, String.join(System.lineSeparator(), last)));
  }

  /** Ends it by force if it still lives. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException shuttingDown) {
      System.err.println("The job was ended with this program: " + shuttingDown.getMessage());
    }
  }
}
