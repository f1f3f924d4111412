package tributary.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tributary.app.folders.Installation;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;

/** Checks a pipeline file and starts nothing. */
@Command(
    name = "validate",
    description = {
      "Check a pipeline file and start nothing.",
      "Shows each mistake with its line and what was expected there."
    })
final class ValidateCommand implements Callable<Integer> {
  private final Installation installation;

  @Parameters(paramLabel = "PIPELINE", description = "A file, or the name of a ready-made one.")
  private String pipeline;

  @Spec private CommandSpec spec;

  ValidateCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() {
    Pipeline valid = PipelineReader.read(installation.pipeline(pipeline));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Valid pipeline %s: topic %s into %s, %s (%d columns), %s; gold: %s%n",
        valid.name(),
        valid.topic().name(),
        valid.bronze(),
        valid.silver().table(),
        valid.silver().columns().size(),
        valid.quarantine(),
        valid.gold().stream().map(Gold::table).collect(Collectors.joining(", ")));
    return 0;
  }
}
