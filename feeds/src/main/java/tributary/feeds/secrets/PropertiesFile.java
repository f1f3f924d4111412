package tributary.feeds.secrets;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Reads Java properties in UTF-8 from a file of bounded length. */
public final class PropertiesFile {
  private static final int LONGEST_BYTES = 1 << 20;

  private PropertiesFile() {}

  /**
   * The settings as written, placeholders and all.
   *
   * @throws IOException if the file cannot be read, is too long, or makes no sense; the message
   *     quotes nothing of it
   */
  public static Map<String, String> read(Path file) throws IOException {
    if (Files.size(file) > LONGEST_BYTES) {
      throw new IOException("it is longer than %d KiB".formatted(LONGEST_BYTES >> 10));
    }
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new IOException("it has a malformed \\u escape", e);
    }
    Map<String, String> settings = new HashMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, properties.getProperty(name)));
    return settings;
  }
}
