package tributary.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Recorded frames, which are not part of the repository: they lie in the folder that the system
 * property or environment variable {@code TRIBUTARY_DATA} names, else in {@code ../shared/data}
 * beside the repository. A test that asks for one is skipped where it is absent.
 */
public final class Recordings {
  private Recordings() {}

  /** All lines of a file, unpacked if its name ends with {@code .gz}. */
  public static List<String> lines(String name) throws IOException {
    Path file = folder().resolve(name);
    Assumptions.assumeTrue(
        Files.isReadable(file), () -> "No recording at " + file + ": set TRIBUTARY_DATA");
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader = new BufferedReader(new InputStreamReader(plain, UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static Path folder() {
    String named = System.getProperty("TRIBUTARY_DATA", System.getenv("TRIBUTARY_DATA"));
    // Tests run in the module's folder.
    return named == null ? Path.of("..", "..", "shared", "data") : Path.of(named);
  }
}
