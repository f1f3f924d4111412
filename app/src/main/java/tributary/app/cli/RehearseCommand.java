package tributary.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tributary.app.broker.EmbeddedBroker;
import tributary.app.broker.Topics;
import tributary.app.folders.DataFolder;
import tributary.app.logs.LogFile;

/**
 * Goes once through what a run starts, in a folder that is thrown away: the launcher records which
 * classes that loads, so that later starts are quick.
 */
@Command(name = "rehearse", hidden = true, description = "Load what a run loads, and end.")
final class RehearseCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  public Integer call() throws IOException {
    DataFolder data = new DataFolder(Files.createTempDirectory("tributary-rehearsal"));
    try (LogFile log = LogFile.open(data.logFile());
        EmbeddedBroker broker = EmbeddedBroker.start(data.kafka(), message -> {});
        Topics topics =
            Topics.connect(
                Map.of("bootstrap.servers", broker.bootstrap()), "the embedded broker", PATIENCE)) {
      topics.ensure("rehearsal", 1);
    } finally {
      delete(data.root());
    }
    return 0;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
