package tributary.app.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tributary.app.folders.Installation;
import tributary.app.sums.Sums;
import tributary.app.terminal.Terminal;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.lake.Catalog;

/** Shows for each offset range what became of its frames. */
@Command(
    name = "ledger",
    description = {
      "Shows for each offset range: frames = silver + quarantine + control + duplicates.",
      "Counts the rows that are really there; ends with 1 if a sum does not hold."
    })
final class LedgerCommand implements Callable<Integer> {
  private final Installation installation;
  private final Terminal terminal;
  private final Map<String, String> environment;

  @Mixin StoresOption stores = new StoresOption();

  @Mixin DataOption data = new DataOption();

  @Parameters(
      paramLabel = "PIPELINE",
      arity = "0..1",
      defaultValue = "coinbase",
      description = "Whose tables they are (default: ${DEFAULT-VALUE}).")
  String pipeline = "";

  @Option(names = "--each", description = "One line for each commit instead of each partition.")
  boolean isEach;

  LedgerCommand(Installation installation, Terminal terminal, Map<String, String> environment) {
    this.installation = installation;
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Catalog tables = stores.catalog(environment, installation, data);
    Pipeline spec = PipelineReader.read(installation.pipeline(pipeline));
    Sums sums = isEach ? Sums.ofEach(tables, spec) : Sums.of(tables, spec);
    sums.print(terminal.out());
    return sums.hold() ? 0 : 1;
  }
}
