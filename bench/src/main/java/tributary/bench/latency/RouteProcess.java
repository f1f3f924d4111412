package tributary.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import tributary.app.folders.DataFolder;
import tributary.app.logs.LogFile;
import tributary.app.models.Models;
import tributary.app.run.Clocks;
import tributary.app.run.Origin;
import tributary.app.run.Plan;
import tributary.app.run.Run;
import tributary.app.terminal.Terminal;
import tributary.bench.market.BenchTopic;
import tributary.bench.process.ChildJvm;
import tributary.feeds.venue.Secrets;
import tributary.ingest.stores.StoresFile;

/**
 * What {@code ./tributary run} starts, broker, runner, tables and page in one JVM, only that
 * somebody else fills the topic. Says what a run says, and ends with its sums.
 */
public final class RouteProcess {
  private RouteProcess() {}

  public static void main(String[] arguments) {
    DataFolder folder = new DataFolder(Path.of(arguments[1]).toAbsolutePath()).prepared();
    Plan plan =
        new Plan(
            BenchTopic.pipeline(Path.of(arguments[0])),
            folder,
            new Origin.TopicOnly(),
            Optional.empty(),
            StoresFile.NONE,
            OptionalInt.of(0),
            false,
            Secrets.NONE,
            Models.NONE);
    Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime, new SplittableRandom());
    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    ChildJvm.endWithInput();
    try (LogFile log = LogFile.open(folder.logFile())) {
      new Run(plan, clocks, new Terminal(out, out, false, false, 100)).execute();
    }
  }

  /** Starts it on a folder, under which {@link #tables} will lie. */
  static ChildJvm start(Path home, Path folder, List<String> options) {
    return ChildJvm.start(RouteProcess.class, options, List.of(home.toString(), folder.toString()));
  }

  static Path tables(Path folder) {
    return new DataFolder(folder).tables();
  }
}
