package tributary.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.spark.metrics.RunMetrics.RunFigures;

/**
 * How a run is doing, for {@code tributary status}: a small text file in the data folder, written
 * anew once a second at most, replaced whole. Its first line says when.
 */
final class StatusText {
  private static final Logger LOG = LoggerFactory.getLogger(StatusText.class);
  private static final String NAME = "status.txt";
  private static final long EVERY_MILLIS = Duration.ofSeconds(1).toMillis();
  private static final double NANOS = 1e9;

  private final Path file;
  private final InstantSource wall;
  private long nextMillis;

  StatusText(Path folder, InstantSource wall) {
    this.file = folder.resolve(NAME);
    this.wall = wall;
  }

  /** Called by the query and by what listens to it. */
  synchronized void write(RunFigures figures) {
    if (wall.millis() >= nextMillis) {
      nextMillis = wall.millis() + EVERY_MILLIS;
      write(lines(figures));
    }
  }

  synchronized void ended() {
    write(List.of("spark    none: the run has ended"));
  }

  private static List<String> lines(RunFigures figures) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "spark    batch %,d: %,d frames in %.2f s, %.2f s of it commits; %d lanes",
            figures.last().batch(),
            figures.last().frames(),
            (figures.last().takingNanos() + figures.last().commitNanos()) / NANOS,
            figures.last().commitNanos() / NANOS,
            figures.last().lanes()));
    lines.add(
        String.format(
            Locale.ROOT,
            "spark    %,d frames, silver %,d, quarantine %,d, control %,d, duplicates %,d, late %,d",
            figures.frames(),
            figures.counts().silver(),
            figures.counts().quarantine(),
            figures.counts().control(),
            figures.counts().duplicates(),
            figures.late()));
    figures
        .lags()
        .forEach(
            (partition, lag) ->
                lines.add(
                    String.format(Locale.ROOT, "lag      partition %-6d %,d", partition, lag)));
    return lines;
  }

  /** A disk that refuses does not end the run. */
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
}
