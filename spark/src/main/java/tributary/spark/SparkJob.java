package tributary.spark;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tributary.core.spec.InvalidPipelineException;

/** The main class of the job jar: runs a pipeline in Spark until it is stopped, or done. */
@Command(
    name = "SparkJob",
    description = "Takes a pipeline's topic into its tables, on a Spark cluster.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Ends with 0 if it did what was asked, 1 if it failed, 2 if the arguments or the pipeline file",
      "are wrong. Ctrl-C stops it once the batch under way is in the tables."
    })
public final class SparkJob implements Callable<Integer> {
  /** Set on Databricks, where a job that ends the JVM counts as failed. */
  private static final String DATABRICKS = "DATABRICKS_RUNTIME_VERSION";

  @Spec private CommandSpec spec;
  @Mixin private JobOptions options = new JobOptions();

  /** Runs the job; ends the JVM if it failed. */
  public static void main(String[] arguments) {
    SparkJob job = new SparkJob();
    int exitCode =
        new CommandLine(job)
            .setExecutionExceptionHandler((failure, line, given) -> job.failed(failure, line))
            .execute(arguments);
    if (exitCode == 0) {
      return;
    }
    if (System.getenv(DATABRICKS) != null) {
      throw new IllegalStateException(
          "The job ended with " + exitCode + "; standard error says why");
    }
    System.exit(exitCode);
  }

  @Override
  public Integer call() throws Exception {
    JobSettings settings;
    try {
      settings = options.settings();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    }
    try (JobRun run = new JobRun(settings, spec.commandLine().getErr())) {
      run.await();
      run.tell(spec.commandLine().getOut());
    }
    return CommandLine.ExitCode.OK;
  }

  private int failed(Exception failure, CommandLine line) {
    if (failure instanceof InvalidPipelineException invalid) {
      line.getErr().print(invalid.render());
      return CommandLine.ExitCode.USAGE;
    }
    Throwable ours = ofOurs(failure);
    if (ours == null) {
      failure.printStackTrace(line.getErr());
    } else {
      line.getErr().println("tributary: " + ours.getMessage());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Our own exceptions say what, where, why and what to do; Spark wraps them several times. */
  private static @Nullable Throwable ofOurs(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String name = each.getClass().getName();
      if (name.startsWith("tributary.") && !name.startsWith("tributary.shaded.")) {
        return each;
      }
    }
    return null;
  }
}
