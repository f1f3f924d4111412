package tributary.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.frame.Frame;
import tributary.core.frame.FrameOrigin;
import tributary.core.gaps.Gap;
import tributary.core.intake.Intake;
import tributary.core.ledger.Head;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.ingest.tables.LakeHistory;
import tributary.ingest.tables.Tables;
import tributary.lake.Lake;

/** The table of gaps on a real disk, from run to run. */
class GapsTableTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Frame frame = new Frame();
  private Pipeline pipeline = PipelineReader.read(Path.of("..", "pipelines", "coinbase.yaml"));

  @TempDir Path folder;

  @BeforeEach
  void begin() {
    frame.offset = 0;
  }

  /** Opens the tables, takes in what is handed over, commits it, and looks at them. */
  private void run(Consumer<Intake> frames, Consumer<Tables> check) {
    try (Lake lake = Lake.open(folder, InstantSource.fixed(NOW));
        Tables tables = new Tables(lake, pipeline, "topic-id")) {
      Progress progress = new Progress();
      progress.start(tables.resume(), tables.rows(), tables.gaps());
      try (BatchWriter writer = new BatchWriter(tables, progress, () -> 0, () -> {})) {
        Intake intake =
            new Intake(
                pipeline,
                tables.resume(),
                new LakeHistory(new AwaitedTables(tables, writer), pipeline));
        assertEquals(frame.offset, intake.position(0));
        frames.accept(intake);
        writer.write(intake::cut, new TreeMap<>());
        writer.awaitIdle();
        assertEquals(tables.gaps(), progress.status(true).gaps());
        check.accept(tables);
      }
    }
  }

  private void trade(Intake intake, int id, int second, FrameOrigin origin) {
    frame.value =
        "{\"type\":\"ticker\",\"product_id\":\"P\",\"trade_id\":%d,\"price\":\"1\",\"time\":\"2026-01-01T00:00:%02dZ\"}"
            .formatted(id, second)
            .getBytes(UTF_8);
    frame.origin = origin;
    frame.receivedMicros = NOW.getEpochSecond() * 1_000_000;
    intake.take(frame);
    frame.offset++;
  }

  private static void is(Tables tables, Map<String, Long> gaps) {
    assertEquals(gaps, tables.gaps());
    long rows = gaps.values().stream().mapToLong(Long::longValue).sum();
    assertEquals(rows, tables.rows().get("coinbase_gaps"));
  }

  @Test
  void aGapIsRepairedInALaterRun() {
    run(
        intake -> {
          trade(intake, 1, 1, FrameOrigin.VENUE);
          trade(intake, 5, 9, FrameOrigin.VENUE);
          trade(intake, 6, 30, FrameOrigin.VENUE);
        },
        tables -> is(tables, Map.of("open", 1L)));
    run(
        intake -> {
          long first = NOW.getEpochSecond() * 1_000_000 + 1_000_000;
          long last = first + 8_000_000;
          assertEquals(
              List.of(new Gap("P", 2, 4, first, last, first - 1_000_000)),
              intake.openGaps(9, false));
          trade(intake, 3, 3, FrameOrigin.BACKFILL);
          trade(intake, 8, 31, FrameOrigin.VENUE);
        },
        tables -> is(tables, Map.of("open", 2L)));
    run(
        intake -> {
          trade(intake, 2, 3, FrameOrigin.BACKFILL);
          trade(intake, 4, 3, FrameOrigin.BACKFILL);
        },
        tables -> is(tables, Map.of("open", 1L, "repaired", 1L)));
    run(
        intake -> trade(intake, 7, 31, FrameOrigin.BACKFILL),
        tables -> is(tables, Map.of("repaired", 2L)));
  }

  @Test
  void aNewTableBeginsWhereTheOthersStand() throws IOException {
    String text = Files.readString(Path.of("..", "pipelines", "coinbase.yaml"));
    Pipeline watched = pipeline;
    pipeline = PipelineReader.read("p", text.replaceAll("  continuity:\n(    .*\n)+", ""));
    run(
        intake -> {
          trade(intake, 1, 1, FrameOrigin.VENUE);
          trade(intake, 5, 9, FrameOrigin.VENUE);
        },
        tables -> assertEquals(Map.of(), tables.gaps()));
    pipeline = watched;
    run(
        intake -> {
          trade(intake, 7, 10, FrameOrigin.VENUE);
          trade(intake, 9, 11, FrameOrigin.VENUE);
        },
        tables -> {
          is(tables, Map.of("open", 1L));
          assertEquals(
              "{P=" + new Head(9, (NOW.getEpochSecond() + 11) * 1_000_000, Head.NONE) + "}",
              tables.resume().gaps() == null
                  ? ""
                  : tables.resume().gaps().partitions().values().iterator().next().heads() + "");
        });
  }
}
