package tributary.app.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Submits jobs, each as a process of its own. */
public final class SparkSubmit {
  private final SparkHome spark;
  private final Map<String, String> environment;

  /**
   * @param environment the variables of this process
   */
  public SparkSubmit(SparkHome spark, Map<String, String> environment) {
    this.spark = spark;
    this.environment = Map.copyOf(environment);
  }

  /** Runs a job to its end; what it says goes where this process's words go. */
  public int run(Submission submission, JobKafka kafka, Stop stop) {
    ProcessBuilder builder = builder(submission, kafka.file()).inheritIO();
    return await(start(builder, stop));
  }

  /** Runs a job to its end; what it says on standard error goes to this one's. */
  public int run(Submission submission, JobKafka kafka, Stop stop, Consumer<String> out) {
    ProcessBuilder builder =
        builder(submission, kafka.file())
            .redirectInput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    Process job = start(builder, stop);
    try (BufferedReader lines = job.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(out);
    } catch (IOException e) {
      throw new JobException("Cannot hear what the job says: " + e, e);
    }
    return await(job);
  }

  private ProcessBuilder builder(Submission submission, Path kafka) {
    Path java = Path.of(ProcessHandle.current().info().command().orElse("java"));
    SubmitLine line = new SubmitLine(spark, submission, java);
    ProcessBuilder builder = new ProcessBuilder(line.words(kafka));
    builder.environment().putAll(line.environment(environment));
    return builder;
  }

  private static Process start(ProcessBuilder builder, Stop stop) {
    try {
      Process process = builder.start();
      stop.watch(process);
      return process;
    } catch (IOException e) {
      throw new JobException(
          "Cannot start %s: %s".formatted(builder.command().get(0), e.getMessage()), e);
    }
  }

  private static int await(Process process) {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor();
        } catch (InterruptedException e) {
          isInterrupted = true;
          process.destroy();
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
