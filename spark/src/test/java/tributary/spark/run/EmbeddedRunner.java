package tributary.spark.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import tributary.core.frame.Frame;
import tributary.core.intake.Intake;
import tributary.core.rows.Rows;
import tributary.core.spec.Pipeline;
import tributary.ingest.tables.Committed;
import tributary.ingest.tables.LakeHistory;
import tributary.ingest.tables.Tables;
import tributary.lake.Lake;

/** What the embedded runner does with records at hand: one intake, cut at random. */
final class EmbeddedRunner {
  private EmbeddedRunner() {}

  /** Takes in the records that the tables lack. */
  static void take(Pipeline pipeline, Path folder, List<LogRecord> records, Random random) {
    try (Lake lake = SparkRunner.open(folder, pipeline);
        Tables tables = new Tables(lake, pipeline, SparkRunner.TOPIC_ID)) {
      Intake intake =
          new Intake(pipeline, tables.resume(), new LakeHistory(new Plain(tables), pipeline));
      Frame frame = new Frame();
      int perCut = 1 + random.nextInt(records.size());
      for (LogRecord record : records) {
        if (record.offset() >= intake.position(record.partition())) {
          record.fill(frame);
          intake.take(frame);
          if (random.nextInt(perCut) == 0) {
            tables.commit(intake.cut());
          }
        }
      }
      if (intake.frames() > 0) {
        tables.commit(intake.cut());
      }
    }
  }

  private record Plain(Tables tables) implements Committed {
    @Override
    public void open(String table, Consumer<Rows> rows) {
      rows.accept(tables.windows(table).open());
    }

    @Override
    public void windows(String table, long fromMicros, long untilMicros, Consumer<Rows> rows) {
      tables.windows(table).scan(fromMicros, untilMicros, rows);
    }

    @Override
    public void silver(
        List<String> columns, long fromMicros, long untilMicros, Consumer<Rows> rows) {
      tables.silver(columns, fromMicros, untilMicros, rows);
    }

    /** Nothing that was looked up is kept. */
    @Override
    public long batches() {
      return System.nanoTime();
    }
  }
}
