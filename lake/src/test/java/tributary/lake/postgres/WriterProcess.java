package tributary.lake.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tributary.lake.copy.CopyTarget;

/** A writer in a process of its own, so that it can be killed, or given little memory. */
final class WriterProcess {
  static final int MANY = 200_000;
  static final int TEXT = 300;
  private static final int BATCH = 2_000;

  private WriterProcess() {}

  /** Starts it with the port, the database and what it shall do. */
  static Process start(Path log, String heap, int port, String database, String task)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                String.valueOf(port),
                database,
                task));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  public static void main(String[] args) {
    Map<String, String> properties =
        Server.properties(args[1], Integer.parseInt(args[0]), "postgres");
    if (args[2].equals("many")) {
      many(properties);
      return;
    }
    try (CopyTarget target = Windows.open(properties, Windows.SHAPE)) {
      target.write(
          Optional.of(Windows.at(1)),
          Windows.at(2),
          sink -> {
            sink.accept(Windows.windows("0 BTC 2 1", "60 BTC 3 0"));
            if (args[2].equals("hang")) {
              System.out.println("handed over");
              waitForEver();
            }
          });
    }
  }

  /** More than the heap holds, there and back. */
  private static void many(Map<String, String> properties) {
    try (CopyTarget target = Windows.open(properties, Windows.ROWS)) {
      target.prepare();
      target.write(
          Optional.empty(),
          Windows.at(1),
          sink -> {
            for (int from = 0; from < MANY; from += BATCH) {
              sink.accept(Windows.notes(lines(from)));
            }
          });
      long[] sums = new long[2];
      target.scan(
          rows -> {
            for (int row = 0; row < rows.size(); row++) {
              sums[0]++;
              sums[1] += rows.longs(1).get(row) + rows.bytes(2).length(row);
            }
          });
      System.out.println("read " + sums[0] + " " + sums[1]);
    }
  }

  private static String[] lines(int from) {
    return IntStream.range(from, from + BATCH)
        .mapToObj(offset -> offset + " " + "x".repeat(TEXT))
        .collect(Collectors.toList())
        .toArray(new String[0]);
  }

  private static void waitForEver() {
    try {
      @Nullable Object nothing = System.in.read();
      throw new IllegalStateException("Somebody said " + nothing);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
