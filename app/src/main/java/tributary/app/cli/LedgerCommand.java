package tributary.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tributary.app.folders.Installation;
import tributary.app.sums.Sums;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;

/** Shows for each offset range what became of its frames. */
@Command(
    name = "ledger",
    description = {
      "Shows for each offset range: frames = silver + quarantine + control + duplicates.",
      "Counts the rows that are really there; ends with 1 if a sum does not hold."
    })
final class LedgerCommand implements Callable<Integer> {
  private final Installation installation;

  @Mixin DataOption data = new DataOption();

  @Parameters(
      paramLabel = "PIPELINE",
      arity = "0..1",
      defaultValue = "coinbase",
      description = "Whose tables they are (default: ${DEFAULT-VALUE}).")
  String pipeline = "";

  @Option(names = "--each", description = "One line for each commit instead of each partition.")
  boolean isEach;

  @Spec @Nullable CommandSpec spec;

  LedgerCommand(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Integer call() {
    Path tables = data.folder(installation).tables();
    Pipeline read = PipelineReader.read(installation.pipeline(pipeline));
    Sums sums = isEach ? Sums.ofEach(tables, read) : Sums.of(tables, read);
    sums.print(Out.of(spec));
    return sums.hold() ? 0 : 1;
  }
}
