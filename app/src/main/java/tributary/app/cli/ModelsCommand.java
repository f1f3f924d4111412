package tributary.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What stands before the commands about models. */
@Command(
    name = "models",
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes the tables that questions in SQL make of others, or shows how they stand.")
final class ModelsCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: run or list");
  }
}
