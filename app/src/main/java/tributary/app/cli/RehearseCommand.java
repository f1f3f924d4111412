package tributary.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;
import tributary.app.logs.LogFile;
import tributary.app.models.Models;
import tributary.app.run.Clocks;
import tributary.app.run.Origin;
import tributary.app.run.Plan;
import tributary.app.run.Run;
import tributary.app.terminal.Terminal;
import tributary.core.spec.PipelineReader;
import tributary.feeds.simulator.Pace;
import tributary.feeds.venue.Secrets;
import tributary.ingest.stores.StoresFile;

/**
 * Goes once through the whole route with a small market, in a folder that is thrown away: the
 * launcher records which classes that loads, so that later starts are quick.
 */
@Command(name = "rehearse", hidden = true, description = "Load what a run loads, and end.")
final class RehearseCommand implements Callable<Integer> {
  private static final long TRADES = 500;
  private static final double TRADES_PER_SECOND = 25;

  private final Installation installation;
  private final Clocks clocks;

  RehearseCommand(Installation installation, Clocks clocks) {
    this.installation = installation;
    this.clocks = clocks;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("tributary-rehearsal");
    try {
      return run(new DataFolder(folder)) ? 0 : 1;
    } finally {
      delete(folder);
    }
  }

  private boolean run(DataFolder folder) {
    Plan plan =
        new Plan(
            PipelineReader.read(installation.pipeline("coinbase")),
            folder,
            Origin.Market.now(clocks, TRADES_PER_SECOND, TRADES, Pace.MAX, ""),
            Optional.empty(),
            StoresFile.NONE,
            OptionalInt.of(0),
            true,
            Secrets.NONE,
            Models.NONE);
    try (LogFile log = LogFile.open(folder.logFile())) {
      return new Run(plan, clocks, silent()).execute();
    }
  }

  private static Terminal silent() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return new Terminal(nowhere, nowhere, false, false, 100);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
