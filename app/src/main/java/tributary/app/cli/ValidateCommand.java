package tributary.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tributary.app.folders.Installation;
import tributary.app.models.ModelFile;
import tributary.app.models.Models;
import tributary.app.terminal.Terminal;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;

/** Checks a pipeline file and starts nothing. */
@Command(
    name = "validate",
    description = {
      "Check a pipeline file and start nothing.",
      "Shows each mistake with its line and what was expected there."
    })
final class ValidateCommand implements Callable<Integer> {
  private final PipelineFiles files;
  private final Terminal terminal;

  @Parameters(paramLabel = "PIPELINE", description = "A file, or the name of a ready-made one.")
  String pipeline = "";

  ValidateCommand(Installation installation, Terminal terminal) {
    this.files = new PipelineFiles(installation);
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Pipeline valid = files.read(pipeline);
    PrintWriter out = terminal.out();
    out.printf(
        "Valid pipeline %s: topic %s into %s, %s (%d columns), %s; gold: %s%n",
        valid.name(),
        valid.topic().name(),
        valid.bronze(),
        valid.silver().table(),
        valid.silver().columns().size(),
        valid.quarantine(),
        valid.gold().stream().map(Gold::table).collect(Collectors.joining(", ")));
    Models models = files.models(pipeline, valid);
    if (!models.all().isEmpty()) {
      out.println(
          models.all().stream()
              .map(ModelFile::table)
              .collect(Collectors.joining(", ", "Valid models: ", "")));
    }
    return 0;
  }
}
