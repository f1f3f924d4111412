package tributary.lake.clickhouse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import tributary.core.rows.Rows;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyTarget;

/** A copier in a process of its own, since tests kill it: one write of trades. */
final class OneWrite {
  private OneWrite() {}

  /** Starts it with so much heap; what it says goes to the log. */
  static Process start(int port, long version, long trades, Path log, String heap)
      throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + heap,
            "-cp",
            classPath,
            OneWrite.class.getName(),
            String.valueOf(port),
            String.valueOf(version),
            String.valueOf(trades))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Arguments: the port, the version after the write, the number of trades. */
  public static void main(String[] arguments) {
    long version = Long.parseLong(arguments[1]);
    long trades = Long.parseLong(arguments[2]);
    try (CopyTarget target =
        ClickHouse.open(TestServer.properties(Integer.parseInt(arguments[0])), Averages.SILVER)) {
      Optional<CopyPosition> from = target.position();
      target.write(from, Averages.at(version), sink -> stream(trades, sink));
    }
  }

  /** Hands over trades from 0 on in small batches. */
  static void stream(long trades, Consumer<Rows> sink) {
    Rows batch = new Rows(Averages.TRADES);
    for (long first = 0; first < trades; first += 1000) {
      batch.clear();
      Averages.trades(batch, first, (int) Math.min(1000, trades - first));
      sink.accept(batch);
    }
  }
}
