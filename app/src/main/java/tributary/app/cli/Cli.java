package tributary.app.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import tributary.app.folders.Installation;
import tributary.app.run.Clocks;
import tributary.app.terminal.Terminal;

/** The commands of {@code tributary}, and how each ends. */
public final class Cli {
  private final CommandLine commands;

  /**
   * @param environment the variables of this process
   */
  public Cli(
      Terminal terminal,
      Installation installation,
      Clocks clocks,
      Map<String, String> environment) {
    RootCommand root = new RootCommand();
    Failures failures = new Failures(root);
    commands =
        new CommandLine(root)
            .addSubcommand(new DemoCommand(root, installation, terminal, clocks, environment))
            .addSubcommand(new RunCommand(root, installation, terminal, clocks, environment))
            .addSubcommand(new SqlCommand(installation, terminal, environment))
            .addSubcommand(new StatusCommand(installation, terminal, clocks, environment))
            .addSubcommand(new LedgerCommand(installation, terminal, environment))
            .addSubcommand(new ReconcileCommand(installation, terminal, clocks, environment))
            .addSubcommand(new RebuildCommand(installation, terminal, clocks, environment))
            .addSubcommand(new SubmitCommand(root, installation, terminal, environment))
            .addSubcommand(new ProveCommand(root, installation, terminal, clocks, environment))
            .addSubcommand(models(installation, terminal, clocks, environment))
            .addSubcommand(new VenuesCommand(terminal))
            .addSubcommand(new ValidateCommand(installation, terminal))
            .addSubcommand(new RehearseCommand(installation, clocks))
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setColorScheme(
                Help.defaultColorScheme(terminal.isColored() ? Help.Ansi.ON : Help.Ansi.OFF))
            .setUsageHelpAutoWidth(false)
            .setUsageHelpWidth(Math.max(80, Math.min(terminal.columns(), 120)))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(failures::usage)
            .setExecutionExceptionHandler(failures::failure);
  }

  private static CommandLine models(
      Installation installation,
      Terminal terminal,
      Clocks clocks,
      Map<String, String> environment) {
    return new CommandLine(new ModelsCommand())
        .addSubcommand(new ModelsRunCommand(installation, terminal, clocks, environment))
        .addSubcommand(new ModelsListCommand(installation, terminal, environment));
  }

  /**
   * Runs one command in the calling thread.
   *
   * @return 0 if it did what was asked, 1 if it failed, 2 if the arguments or a pipeline file are
   *     wrong; what went wrong was then said on standard error
   */
  public int execute(String... arguments) {
    return commands.execute(arguments);
  }
}
