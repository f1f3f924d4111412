package tributary.app;

import java.nio.file.Path;
import tributary.app.cli.Cli;
import tributary.app.folders.Installation;
import tributary.app.terminal.Terminal;

/** The one program that a user starts. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.of(System.getenv(), System::getProperty);
    Installation installation = new Installation(Path.of(System.getProperty("tributary.home", "")));

    int exitCode = new Cli(terminal, installation).execute(arguments);

    terminal.flush();
    System.exit(exitCode);
  }
}
