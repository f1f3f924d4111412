package tributary.app.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Submits jobs, each as a process of its own. */
public final class SparkSubmit {
  /**
   * A terminal sends Ctrl-C to each process in the foreground, those too that Spark starts to write
   * a checkpoint, and the batch under way would break off. So the job is told by us alone.
   */
  private static final List<String> DEAF_TO_INTERRUPTS =
      List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");

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
    List<String> words = new ArrayList<>(DEAF_TO_INTERRUPTS);
    words.addAll(line.words(kafka));
    ProcessBuilder builder = new ProcessBuilder(words);
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
          "Cannot start %s: %s"
              .formatted(builder.command().get(DEAF_TO_INTERRUPTS.size()), e.getMessage()),
          e);
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
