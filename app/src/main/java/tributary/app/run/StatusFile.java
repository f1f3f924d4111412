package tributary.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.serve.board.ProductHealth;
import tributary.serve.board.Status;

/**
 * How a run is doing, for people in another terminal: a small text file in the data folder, written
 * anew each second, replaced whole. Its first line says when.
 */
public final class StatusFile {
  private static final Logger LOG = LoggerFactory.getLogger(StatusFile.class);
  private static final String NAME = "status.txt";
  private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int MOST_BYTES = 1 << 20;

  /** What a run said of itself. */
  public record Said(Instant at, List<String> lines) {
    public Said {
      lines = List.copyOf(lines);
    }
  }

  private final Path file;
  private final InstantSource wall;
  private final LongSupplier nanos;
  private long nextNanos;

  StatusFile(Path folder, Clocks clocks) {
    this.file = folder.resolve(NAME);
    this.wall = clocks.wall();
    this.nanos = clocks.nanos();
    this.nextNanos = nanos.getAsLong();
  }

  /** Writes it down, if a second has passed. A disk that refuses does not end the run. */
  void write(Status status) {
    long now = nanos.getAsLong();
    if (now - nextNanos < 0) {
      return;
    }
    nextNanos = now + EVERY_NANOS;
    write(lines(status));
  }

  /** Writes down that the run ended. */
  void ended() {
    write(List.of("feed     none: the run has ended"));
  }

  private void write(List<String> lines) {
    List<String> all = new ArrayList<>(List.of(wall.instant().toString()));
    all.addAll(lines);
    Path whole = file.resolveSibling(NAME + ".new");
    try {
      Files.write(whole, all, UTF_8);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException refused) {
      LOG.debug("Cannot write {}", file, refused);
    }
  }

  private static List<String> lines(Status status) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT, "feed     %s, %,.0f frames/s", status.feed(), status.eventsPerSecond()));
    for (ProductHealth product : status.products()) {
      lines.add(
          "product  %-16s %-12s %s"
              .formatted(
                  product.product(),
                  product.state().name().toLowerCase(Locale.ROOT),
                  product.reason()));
    }
    status.gaps().forEach((state, n) -> lines.add("gaps     %-16s %,d".formatted(state, n)));
    status
        .copies()
        .forEach(
            copy ->
                lines.add(
                    "copy     %-10s %-28s %s".formatted(copy.store(), copy.name(), copy.text())));
    status.errors().forEach(error -> lines.add("note     " + error));
    return lines.stream().map(StatusFile::printable).toList();
  }

  /** Venues choose some of the words: none may break a line or take over a terminal. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
  }

  /** What the run in that data folder said last; empty if none ever did, or it cannot be read. */
  public static Optional<Said> read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(file, UTF_8);
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(new Said(Instant.parse(lines.get(0)), lines.subList(1, lines.size())));
    } catch (IOException | DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }
}
