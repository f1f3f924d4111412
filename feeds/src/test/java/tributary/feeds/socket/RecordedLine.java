package tributary.feeds.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A line of the recording, read in another way than the simulator reads it. */
record RecordedLine(long micros, byte[] frame) {
  private static final Pattern LINE =
      Pattern.compile("\\{\"ts\":([0-9]+)\\.([0-9]+),\"pair\":\"BTC-USD\",\"raw\":\"(.*)\"}");

  static List<RecordedLine> readAll(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return lines.lines().map(RecordedLine::of).toList();
    }
  }

  private static RecordedLine of(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException(line);
    }
    String fraction = (parts.group(2) + "000000").substring(0, 6);
    return new RecordedLine(
        Long.parseLong(parts.group(1) + fraction),
        parts.group(3).replace("\\\"", "\"").getBytes(UTF_8));
  }
}
