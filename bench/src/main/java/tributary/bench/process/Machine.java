package tributary.bench.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is measured on. */
public final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** One line: cores, kind, Java, and how busy it is. */
  public static String describe() throws IOException {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return "machine: %d cores, %s, Java %s, load %.1f before"
        .formatted(
            system.getAvailableProcessors(),
            kind(),
            Runtime.version(),
            system.getSystemLoadAverage());
  }

  private static String kind() throws IOException {
    if (!Files.exists(PROCESSORS)) {
      return "of unknown kind";
    }
    return Files.readAllLines(PROCESSORS).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("of unknown kind");
  }
}
