package tributary.feeds;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Recorded data, which is not in the repository: where it is absent, tests of it are skipped. */
public final class TestData {
  private TestData() {}

  /** The file of that name below the folder that {@code TRIBUTARY_DATA} names. */
  public static Path file(String name) {
    String environment = System.getenv().getOrDefault("TRIBUTARY_DATA", "../../shared/data");
    Path file = Path.of(System.getProperty("TRIBUTARY_DATA", environment)).resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file),
        () -> "skipped: no recorded data at " + file + " (set TRIBUTARY_DATA to its folder)");
    return file;
  }
}
