package tributary.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;
import tributary.app.cli.Cli;
import tributary.app.folders.Installation;
import tributary.app.run.Clocks;
import tributary.app.terminal.Terminal;

/** The one program that a user starts. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.of(System.getenv(), System::getProperty);
    Path here = Path.of("").toAbsolutePath();
    Installation installation = Installation.at(System.getProperty("tributary.home"), here);

    Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime, new SplittableRandom());

    int exitCode = new Cli(terminal, installation, clocks, System.getenv()).execute(arguments);

    terminal.flush();
    System.exit(exitCode);
  }
}
