package tributary.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.frame.Frame;
import tributary.core.intake.Intake;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.ingest.tables.LakeHistory;
import tributary.ingest.tables.Tables;
import tributary.lake.Catalog;
import tributary.lake.Lake;

/** Tables on a real disk whose added columns have other names, from run to run. */
class RenamedColumnsTest {
  private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final Pipeline PIPELINE =
      PipelineReader.read(
          "p.yaml",
          """
          pipeline: p
          topic: {name: t, partitions: 1}
          bronze: {table: bronze.raw, rename: {received_at: came, payload: raw}}
          quarantine: {table: quarantine.raw}
          silver:
            table: silver.clean
            rename: {received_at: processed_at}
            columns:
              symbol: {pointer: /s, type: string, required: true}
              never_measured: {pointer: /s, type: string, required: true}
              price: {pointer: /p, type: "decimal(18,2)", round: half_up}
              at: {pointer: /t, type: timestamp, required: true}
            event_time: at
            key: {columns: [symbol, at], within: 1h}
          gold:
            gold.week:
              window: 7d
              offset: 4d
              lateness: 1h
              by: [symbol]
              measures:
                close: {last: price}
                processed_at: {last: processed_at}
                rows: {count: rows}
              rename: {window_start: start, window_end: end, is_final: over}
          """);

  private final Frame frame = new Frame();
  @TempDir Path folder;

  /** One run that takes in a single frame; answers the week's rows, then the rows by table. */
  private List<String> run(String json, Instant received) {
    try (Lake lake = Lake.open(folder, InstantSource.fixed(MONDAY));
        Tables tables = new Tables(lake, PIPELINE, "topic-id")) {
      Progress progress = new Progress();
      progress.start(tables.resume(), tables.rows(), tables.gaps());
      try (BatchWriter writer = new BatchWriter(tables, progress, () -> 0, () -> {})) {
        Intake intake =
            new Intake(
                PIPELINE,
                tables.resume(),
                new LakeHistory(new AwaitedTables(tables, writer), PIPELINE));
        frame.value = json.getBytes(UTF_8);
        frame.receivedMicros = received.getEpochSecond() * 1_000_000;
        intake.take(frame);
        frame.offset++;
        writer.write(intake::cut, new TreeMap<>());
        writer.awaitIdle();
        List<String> found =
            new ArrayList<>(text(tables.windows("gold.week").find(Long.MIN_VALUE, Long.MAX_VALUE)));
        found.add(tables.rows().toString());
        return found;
      }
    }
  }

  private static List<String> text(Rows rows) {
    List<String> all = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < rows.schema().size(); column++) {
        cells.add(Values.text(rows, column, row));
      }
      all.add(String.join(" ", cells));
    }
    return all;
  }

  private static String tick(String price, String time) {
    return "{\"s\":\"A\",\"p\":%s,\"t\":\"%s\"}".formatted(price, time);
  }

  @Test
  void aWeekIsFilledAgainAfterEachRestart() {
    run(tick("1.005", "2026-03-02T00:00:00Z"), MONDAY.plusSeconds(1));
    run(tick("7.1", "2026-03-08T23:59:59Z"), MONDAY.plusSeconds(2));
    run(tick("7.1", "2026-03-08T23:59:59Z"), MONDAY.plusSeconds(3));
    List<String> open = run(tick("3", "2026-03-04T00:00:00Z"), MONDAY.plusSeconds(4));

    assertEquals(
        List.of(
            "2026-03-02T00:00:00Z 2026-03-09T00:00:00Z A 7.10 2026-03-02T00:00:02Z 3 false 0 null",
            "{bronze.raw=4, gold.week=1, quarantine.raw=0, silver.clean=3}"),
        open);

    run(tick("5", "2026-03-09T02:00:00Z"), MONDAY.plusSeconds(5));
    List<String> corrected = run(tick("4", "2026-03-01T00:00:00Z"), MONDAY.plusSeconds(6));
    assertEquals(
        List.of(
            "2026-02-23T00:00:00Z 2026-03-02T00:00:00Z A 4.00 2026-03-02T00:00:06Z 1 true 1 null",
            "2026-03-02T00:00:00Z 2026-03-09T00:00:00Z A 7.10 2026-03-02T00:00:02Z 3 true 0 null",
            "2026-03-09T00:00:00Z 2026-03-16T00:00:00Z A 5.00 2026-03-02T00:00:05Z 1 false 0 null"),
        corrected.stream().limit(3).sorted().toList());

    List<String> late = run(tick("6", "2026-03-08T23:59:59.5Z"), MONDAY.plusSeconds(7));
    assertEquals(
        "2026-03-02T00:00:00Z 2026-03-09T00:00:00Z A 6.00 2026-03-02T00:00:07Z 4 true 1 null",
        late.stream().filter(row -> row.startsWith("2026-03-02")).findFirst().orElseThrow());
  }

  @Test
  void theTablesHaveTheNamesThatTheFileGives() {
    run(tick("1", "2026-03-02T00:00:00Z"), MONDAY);

    assertEquals(
        List.of(
            "kafka_partition",
            "kafka_offset",
            "kafka_timestamp",
            "came",
            "kafka_key",
            "kafka_headers",
            "raw"),
        columns("bronze.raw"));
    assertEquals(
        List.of(
            "symbol",
            "never_measured",
            "price",
            "at",
            "kafka_partition",
            "kafka_offset",
            "processed_at"),
        columns("silver.clean"));
    assertEquals(
        List.of(
            "start",
            "end",
            "symbol",
            "close",
            "processed_at",
            "rows",
            "over",
            "revision",
            "is_complete"),
        columns("gold.week"));
  }

  private List<String> columns(String table) {
    return Catalog.at(folder).snapshot(table).schema().names();
  }
}
