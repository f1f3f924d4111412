package tributary.app.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tributary.app.broker.PinnedBroker;

/**
 * Where one system test takes place: a folder, and the programs started in it. After the test no
 * program is left; the folder goes with a test that passed and stays with one that failed.
 */
final class Scene implements BeforeEachCallback, AfterEachCallback {
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private final List<Child> children = new ArrayList<>();
  private @Nullable Path folder;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder =
        Files.createTempDirectory("tributary-" + context.getRequiredTestClass().getSimpleName());
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (Child child : children) {
      child.kill();
    }
    if (context.getExecutionException().isEmpty()) {
      delete(folder());
    } else {
      System.err.printf("%s failed; its folder is kept: %s%n", context.getDisplayName(), folder);
    }
  }

  /** The folder of this test. */
  Path folder() {
    if (folder == null) {
      throw new IllegalStateException("Cannot tell the folder before the test begins");
    }
    return folder;
  }

  /** The data folder of the runs of this test. */
  Path data() {
    return folder().resolve("data");
  }

  /** Starts the program with these arguments, in a process of its own. */
  Child start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /** Starts the program with variables of its own. */
  Child start(Map<String, String> environment, String... arguments) throws IOException {
    Path place = folder().resolve("child-" + children.size());
    return keep(Child.ofMain(place, List.of(arguments), environment));
  }

  /** Starts the program of another installation. */
  Child startIn(Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    Path place = folder().resolve("child-" + children.size());
    return keep(Child.ofMain(place, home, List.of(arguments), environment));
  }

  /** Runs the program with these arguments to its end. */
  Child.Ended run(String... arguments) throws Exception {
    return start(arguments).await();
  }

  /** Starts {@code run PIPELINE ... --no-page --data} on the data folder. */
  Child startRun(String pipeline, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("run", pipeline, "--no-page"));
    all.addAll(List.of("--data", data().toString()));
    all.addAll(List.of(arguments));
    return start(all.toArray(String[]::new));
  }

  /** Runs a pipeline on the data folder until it is done. */
  Child.Ended runUntilDone(String pipeline, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--exit-when-done");
    return startRun(pipeline, all.toArray(String[]::new)).await();
  }

  /** Runs a market on the data folder as fast as it goes, until it is done. */
  Child.Ended runUntilDone(Market market) throws Exception {
    List<String> all = new ArrayList<>(market.arguments());
    all.addAll(List.of("--speed", "max"));
    return runUntilDone("coinbase", all.toArray(String[]::new));
  }

  /** Starts a Kafka broker on the ports, in a process of its own; returns when it serves. */
  Child startBroker(Path log, int port, int controllerPort) throws Exception {
    Child broker =
        keep(
            Child.of(
                folder().resolve("child-" + children.size()),
                PinnedBroker.class,
                List.of(log.toString(), Integer.toString(port), Integer.toString(controllerPort)),
                Map.of()));
    broker.awaitLine(PinnedBroker.READY);
    return broker;
  }

  private Child keep(Child child) {
    children.add(child);
    return child;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
