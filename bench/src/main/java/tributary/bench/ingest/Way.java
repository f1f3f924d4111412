package tributary.bench.ingest;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tributary.bench.market.BenchTopic;
import tributary.bench.market.Nobody;
import tributary.bench.plain.PlainIngest;
import tributary.core.intake.TableSchemas;
import tributary.core.spec.Pipeline;
import tributary.ingest.Runner;
import tributary.ingest.RunnerStatus;
import tributary.lake.Lake;

/** A way from the topic to tables. */
sealed interface Way {

  /**
   * Takes the whole topic into tables in the folder.
   *
   * @throws IllegalStateException if not all of it got there
   */
  void run(Path folder);

  /** Ours. */
  record Tributary(Pipeline pipeline, String bootstrap) implements Way {
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    @Override
    public void run(Path folder) {
      long[] ends = BenchTopic.ends(bootstrap);
      Map<String, Object> kafka = BenchTopic.client(bootstrap);
      try (Lake lake = Lake.open(folder, InstantSource.system())) {
        Runner runner = new Runner(pipeline, kafka, lake, new Nobody(), System::nanoTime);
        try (runner) {
          runner.start();
          awaitFrames(runner, Arrays.stream(ends).sum());
        }
        refuseFailure(runner.status());
        checkCommitted(runner.status(), ends);
      }
    }

    private static void awaitFrames(Runner runner, long frames) {
      while (runner.status().frames() < frames) {
        refuseFailure(runner.status());
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      }
    }

    private static void refuseFailure(RunnerStatus status) {
      status
          .failure()
          .ifPresent(
              failure -> {
                throw new IllegalStateException("Cannot go on: the runner stopped", failure);
              });
    }

    private static void checkCommitted(RunnerStatus status, long[] ends) {
      for (int partition = 0; partition < ends.length; partition++) {
        long committed = requireNonNull(status.committed().getOrDefault(partition, 0L));
        if (committed != ends[partition]) {
          throw new IllegalStateException(
              "Cannot count this pass: partition %d ends at %d and is committed up to %d"
                  .formatted(partition, ends[partition], committed));
        }
      }
    }
  }

  /** The baseline's. */
  record Plain(Pipeline pipeline, String bootstrap) implements Way {

    @Override
    public void run(Path folder) {
      long[] ends = BenchTopic.ends(bootstrap);
      long frames = Arrays.stream(ends).sum();
      long rows =
          new PlainIngest(
                  BenchTopic.client(bootstrap),
                  BenchTopic.NAME,
                  ends,
                  TableSchemas.bronze(pipeline.bronzeLayout()),
                  TableSchemas.silver(pipeline.silver()))
              .run(folder);
      if (rows != frames) {
        throw new IllegalStateException(
            "Cannot count this pass: %,d frames became %,d rows".formatted(frames, rows));
      }
    }
  }
}
