package tributary.job;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where a test takes place: a folder, and the programs started in it. After the test no program is
 * left; the folder goes with a test that passed and stays with one that failed.
 */
final class Scene implements BeforeEachCallback, AfterEachCallback {
  /** Compiling more would take longer than it saves. */
  static final List<String> BRIEF = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

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
    return Objects.requireNonNull(folder, "the test has not begun");
  }

  /** Starts a program, which gets a folder of its own. */
  Child start(String name, Launch launch) throws IOException {
    Child child =
        Child.start(name, folder().resolve("%02d-%s".formatted(children.size(), name)), launch);
    children.add(child);
    return child;
  }

  /** Starts {@code tributary} with these arguments. */
  Child startTributary(String... arguments) throws IOException {
    List<String> options = new ArrayList<>(BRIEF);
    options.addAll(List.of("-Xmx1g", "-Dtributary.home=" + Places.REPOSITORY));
    return start(
        "tributary-" + arguments[0],
        new Launch(
            options,
            leash() + File.pathSeparator + Places.APP_JAR,
            "tributary.app.Main",
            List.of(arguments),
            Map.of()));
  }

  /** Starts a Kafka broker, and answers where it listens. */
  String startBroker() throws Exception {
    Path classes =
        Path.of(BrokerProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Child broker =
        start(
            "broker",
            new Launch(
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                classes + File.pathSeparator + Places.APP_JAR,
                BrokerProcess.class.getName(),
                List.of(folder().resolve("kafka").toString()),
                Map.of()));
    return broker.awaitLine(BrokerProcess.LISTENING + "(.+)").group(1);
  }

  /** A class path with the leash alone. */
  Path leash() throws IOException {
    String name = Leash.class.getName().replace('.', '/') + ".class";
    Path alone = folder().resolve("leash");
    Path file = alone.resolve(name);
    if (!Files.exists(file)) {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      try (InputStream in =
          Objects.requireNonNull(Leash.class.getClassLoader().getResourceAsStream(name))) {
        Files.copy(in, file);
      }
    }
    return alone;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
