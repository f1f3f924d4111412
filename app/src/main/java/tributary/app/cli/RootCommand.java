package tributary.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tributary.app.logs.LogFile;

/** What stands before the command, and what all commands have in common. */
@Command(
    name = "tributary",
    description = "Carries live events into tables that people query, and shows them on the way.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = BuildVersion.class,
    subcommands = HelpCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It did what was asked.",
      "1:It failed; the message says why.",
      "2:The arguments or a pipeline file are wrong."
    })
final class RootCommand implements Runnable {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show stack traces, and log more.")
  boolean isVerbose;

  @Spec CommandSpec spec;

  /** Opens the log of a run, with more in it where the user asked for that. */
  LogFile openLog(Path file) {
    return isVerbose ? LogFile.openVerbose(file) : LogFile.open(file);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
