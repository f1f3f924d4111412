package tributary.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tributary.bench.market.BenchTopic;
import tributary.bench.process.ChildJvm;
import tributary.bench.process.Cost;
import tributary.bench.process.Folders;
import tributary.bench.process.Meter;

/**
 * One contestant in a process of its own: goes the whole way once to warm up, into a folder that is
 * thrown away, and a second time measured.
 */
public final class PassProcess {
  private static final String COST = "cost ";

  private PassProcess() {}

  public static void main(String[] arguments) throws IOException {
    ChildJvm.endWithInput();
    Path home = Path.of(arguments[2]);
    Path folder = Path.of(arguments[3]);
    Way way = Contestant.valueOf(arguments[0]).way(BenchTopic.pipeline(home), arguments[1]);

    Path warmUp = folder.resolveSibling(folder.getFileName() + "-warm-up");
    way.run(warmUp);
    Folders.delete(warmUp);

    Meter meter = new Meter(System::nanoTime);
    meter.start();
    way.run(folder);
    System.out.println(COST + meter.stop().text());
    System.exit(0);
  }

  /** Runs it, and answers what the measured pass cost. */
  static Cost measure(
      Contestant contestant, String bootstrap, Path home, Path folder, List<String> options) {
    List<String> arguments =
        List.of(contestant.name(), bootstrap, home.toString(), folder.toString());
    try (ChildJvm child = ChildJvm.start(PassProcess.class, options, arguments)) {
      return Cost.parse(child.await(COST));
    }
  }
}
