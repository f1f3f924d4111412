package tributary.app.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * A frame of a recording.
 *
 * @param receivedMicros when it was received, microseconds since the epoch
 */
record Recorded(long receivedMicros, byte[] frame) {
  private static final Pattern PREFIXED = Pattern.compile("([0-9]+\\.[0-9]+): (.+)");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /**
   * The file of a Coinbase Exchange recording in the folder that {@code TRIBUTARY_DATA} names, or
   * in that of this workplace; the test is skipped where there is none.
   */
  static Path file(String name) {
    return venueFile("coinbase_exchange/" + name);
  }

  /** The same for any venue, whose folder stands before the name. */
  static Path venueFile(String name) {
    Map<String, String> environment = System.getenv();
    Path data =
        environment.containsKey("TRIBUTARY_DATA")
            ? Path.of(environment.get("TRIBUTARY_DATA"))
            : Scene.REPOSITORY.resolveSibling("shared").resolve("data");
    Path file = data.resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), "Skipped: there is no recording " + file + "; set TRIBUTARY_DATA");
    return file;
  }

  /** Reads lines such as {@code {"ts":1762932011.629353,"raw":"..."}}. */
  static List<Recorded> readObjects(Path file) throws IOException {
    List<Recorded> frames = new ArrayList<>();
    for (String line : lines(file)) {
      JsonNode node = JSON.readTree(line);
      frames.add(of(node.get("ts").decimalValue(), node.get("raw").textValue()));
    }
    return frames;
  }

  /** Reads lines such as {@code 1618677817.061845: {...}}; others are passed over. */
  static List<Recorded> readPrefixed(Path file) throws IOException {
    List<Recorded> frames = new ArrayList<>();
    for (String line : lines(file)) {
      Matcher matcher = PREFIXED.matcher(line);
      if (matcher.matches()) {
        frames.add(of(new BigDecimal(matcher.group(1)), matcher.group(2)));
      }
    }
    return frames;
  }

  private static Recorded of(BigDecimal seconds, String text) {
    return new Recorded(seconds.movePointRight(6).longValue(), text.getBytes(UTF_8));
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return reader.lines().toList();
    }
  }
}
