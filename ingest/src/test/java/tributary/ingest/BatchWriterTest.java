package tributary.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.frame.Frame;
import tributary.core.intake.Intake;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.ingest.tables.LakeHistory;
import tributary.ingest.tables.Tables;
import tributary.lake.Lake;

@Timeout(60)
final class BatchWriterTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final int BATCHES = 5;
  private static final int FRAMES = 10;

  /** Bronze, silver, five of gold, and that of gaps; quarantine has nothing to commit. */
  private static final long TABLES = 8;

  private final Pipeline pipeline =
      PipelineReader.read(Path.of("..", "pipelines", "coinbase.yaml"));

  @TempDir Path folder;

  @Test
  void cutsABatchOnlyAfterTheOneBeforeIsInTheTables() {
    Thread filling = Thread.currentThread();
    try (Lake lake = Lake.open(folder, InstantSource.fixed(NOW));
        Tables tables = new Tables(lake, pipeline, "topic-id")) {
      Progress progress = new Progress();
      progress.start(tables.resume(), tables.rows(), tables.gaps());
      try (BatchWriter writer =
          new BatchWriter(tables, progress, () -> onceItWaits(filling), () -> {})) {
        Intake intake =
            new Intake(
                pipeline,
                tables.resume(),
                new LakeHistory(new AwaitedTables(tables, writer), pipeline));
        for (int batch = 0; batch < BATCHES; batch++) {
          fill(intake, batch);
          int before = batch;
          writer.write(
              () -> {
                assertEquals(before * TABLES, progress.status(true).commits(), "commits before");
                return intake.cut();
              },
              new TreeMap<>());
        }
        writer.awaitIdle();
      }
      assertEquals(BATCHES * FRAMES, tables.rows().get(pipeline.bronze()));
    }
  }

  /** Holds the writing thread back until the filling one can do no more without it. */
  private static long onceItWaits(Thread filling) {
    while (filling.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return 0;
  }

  private static void fill(Intake intake, int batch) {
    Frame frame = new Frame();
    frame.value = "{\"type\":\"heartbeat\"}".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < FRAMES; i++) {
      frame.offset = (long) batch * FRAMES + i;
      intake.take(frame);
    }
  }
}
