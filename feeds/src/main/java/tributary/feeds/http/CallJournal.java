package tributary.feeds.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The small file that remembers when a venue was called.
 *
 * <pre>
 * calls 2
 * 1791367550123     milliseconds since the epoch, one line per call
 * 1791367580456
 * </pre>
 *
 * Written whole each time, beside itself and then moved, so that a crash leaves the old or the new
 * one. A damaged file is refused: to begin with an empty count would overrun the venue's limits,
 * with a full one would stop the feed for a day, and neither should happen unseen.
 */
final class CallJournal {
  private static final Pattern HEAD = Pattern.compile("calls (0|[1-9][0-9]{0,5})");
  private static final Pattern TIME = Pattern.compile("[0-9]{1,15}");
  private static final long MOST_BYTES = 4 << 20;

  private final Path file;
  private final InstantSource wall;

  CallJournal(Path file, InstantSource wall) {
    this.file = file.toAbsolutePath();
    this.wall = wall;
  }

  /** How long ago each call was made; none without a file. */
  List<Duration> ages() {
    long now = wall.millis();
    return times().stream().map(time -> Duration.ofMillis(Math.max(0, now - time))).toList();
  }

  private List<Long> times() {
    List<String> lines;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw damaged("more than " + MOST_BYTES + " bytes");
      }
      lines = Files.readAllLines(file, US_ASCII);
    } catch (NoSuchFileException first) {
      return List.of();
    } catch (IOException failure) {
      throw damaged(failure.toString());
    }
    if (lines.isEmpty() || !HEAD.matcher(lines.get(0)).matches()) {
      throw damaged("line 1 is not \"calls <how many>\"");
    }
    List<String> times = lines.subList(1, lines.size());
    if (!lines.get(0).equals("calls " + times.size())) {
      throw damaged("%s, but %d lines follow".formatted(lines.get(0), times.size()));
    }
    if (!times.stream().allMatch(line -> TIME.matcher(line).matches())) {
      throw damaged("a line is no time in milliseconds");
    }
    return times.stream().map(Long::valueOf).toList();
  }

  private IllegalStateException damaged(String why) {
    return new IllegalStateException(
        ("Cannot tell how often the venue was called: journal %s is damaged: %s (delete it to begin"
                + " with a fresh count; the venue may then refuse calls until its own count allows"
                + " them)")
            .formatted(file, why));
  }

  /**
   * Replaces what is written.
   *
   * @param agesNanos how long ago each call was
   * @throws IOException saying what could not be written
   */
  void write(long[] agesNanos) throws IOException {
    long now = wall.millis();
    StringBuilder text = new StringBuilder("calls ").append(agesNanos.length).append('\n');
    for (long age : agesNanos) {
      text.append(now - age / 1_000_000).append('\n');
    }
    try {
      replace(text.toString().getBytes(US_ASCII));
    } catch (IOException failure) {
      throw new IOException("Cannot write call journal " + file + ": " + failure, failure);
    }
  }

  private void replace(byte[] bytes) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try (FileChannel out =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        out.write(left);
      }
      out.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
