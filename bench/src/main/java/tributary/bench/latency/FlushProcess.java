package tributary.bench.latency;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import tributary.bench.market.BenchTopic;
import tributary.bench.market.Nobody;
import tributary.bench.process.ChildJvm;
import tributary.bench.process.Cost;
import tributary.bench.process.Meter;
import tributary.core.spec.Commit;
import tributary.core.spec.Pipeline;
import tributary.feeds.publish.Publisher;
import tributary.feeds.simulator.coinbaseexchange.GeneratedMarket;
import tributary.ingest.Runner;
import tributary.ingest.RunnerStatus;
import tributary.lake.Lake;

/**
 * A runner that gets one thousand tickers at a time and commits them to all tables before it gets
 * the next ones.
 */
public final class FlushProcess {
  private static final String FLUSHED = "flushed ";
  private static final int ROWS = 1_000;
  private static final int WARM_UP = 100;

  /** Bronze, silver and two of gold; quarantine has nothing to commit. */
  private static final int TABLES = 4;

  /** The frames came too slowly for one commit, so this is no flush of a thousand. */
  private static final long SPLIT = -1;

  /** Long enough for all of them to come, so that they make one commit. */
  private static final Commit COMMIT = new Commit(Duration.ofMillis(100), 64L << 20);

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final double RATE = 1_000;
  private static final long LOOK_AGAIN_NANOS = 200_000;

  private FlushProcess() {}

  /** What was measured: microseconds, and what it cost. */
  record Flushes(Histogram micros, Cost cost) {}

  public static void main(String[] arguments) throws IOException {
    ChildJvm.endWithInput();
    String bootstrap = arguments[0];
    Pipeline pipeline = BenchTopic.committing(BenchTopic.pipeline(Path.of(arguments[1])), COMMIT);
    int flushes = Integer.parseInt(arguments[3]);
    GeneratedMarket market = BenchTopic.market(1, RATE, START, Long.MAX_VALUE);
    BenchTopic.create(bootstrap);
    try (Lake lake = Lake.open(Path.of(arguments[2]), InstantSource.system());
        Runner runner =
            new Runner(
                pipeline, BenchTopic.client(bootstrap), lake, new Nobody(), System::nanoTime);
        Publisher publisher = BenchTopic.publisher(bootstrap, System::nanoTime)) {
      runner.start();
      for (int i = 0; i < WARM_UP; i++) {
        flush(runner, publisher, market);
      }
      Meter meter = new Meter(System::nanoTime);
      meter.start();
      StringBuilder nanos = new StringBuilder();
      for (int measured = 0; measured < flushes; ) {
        long took = flush(runner, publisher, market);
        if (took != SPLIT) {
          nanos.append(' ').append(took);
          measured++;
        }
      }
      System.out.println(FLUSHED + meter.stop().text() + nanos);
    }
    System.exit(0);
  }

  /**
   * Publishes and waits for the commit; answers how long that took, in nanoseconds, or {@link
   * #SPLIT}.
   */
  private static long flush(Runner runner, Publisher publisher, GeneratedMarket market) {
    long before = committed(runner.status());
    long commitsBefore = runner.status().commits();
    for (int i = 0; i < ROWS; i++) {
      market.advance();
      BenchTopic.publish(publisher, market);
    }
    while (committed(runner.status()) < before + ROWS) {
      if (runner.status().failure().isPresent()) {
        throw new IllegalStateException(runner.status().failure().get());
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    RunnerStatus after = runner.status();
    return after.commits() == commitsBefore + TABLES ? after.lastCommitNanos() : SPLIT;
  }

  private static long committed(RunnerStatus status) {
    return status.committed().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Runs it against a broker. */
  static Flushes measure(
      String bootstrap, Path home, Path folder, int flushes, List<String> options) {
    List<String> arguments =
        List.of(bootstrap, home.toString(), folder.toString(), Integer.toString(flushes));
    try (ChildJvm child = ChildJvm.start(FlushProcess.class, options, arguments)) {
      String[] words = child.await(FLUSHED).split(" ");
      Cost cost = Cost.parse(String.join(" ", List.of(words).subList(0, 5)));
      Histogram micros = Latencies.histogram();
      for (int i = 5; i < words.length; i++) {
        micros.recordValue(Long.parseLong(requireNonNull(words[i])) / 1_000);
      }
      return new Flushes(micros, cost);
    }
  }
}
