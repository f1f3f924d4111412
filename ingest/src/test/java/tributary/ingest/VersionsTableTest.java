package tributary.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.frame.Frame;
import tributary.core.intake.Intake;
import tributary.core.ledger.Counts;
import tributary.core.rows.Values;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.ingest.tables.LakeHistory;
import tributary.ingest.tables.Tables;
import tributary.lake.Lake;

/** Versions of keys in tables on a real disk, from run to run. */
class VersionsTableTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Frame frame = new Frame();

  @TempDir Path folder;

  /** Opens the tables, takes each frame in, commits each by itself, and answers silver's counts. */
  private List<Counts> run(Pipeline pipeline, List<byte[]> frames) {
    List<Counts> counts = new ArrayList<>();
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
        for (byte[] each : frames) {
          frame.value = each;
          intake.take(frame);
          frame.offset++;
          writer.write(
              () -> {
                var batch = intake.cut();
                counts.add(requireNonNull(batch.silver().ranges().get(0)).counts());
                return batch;
              },
              new TreeMap<>());
        }
        writer.awaitIdle();
      }
    }
    return counts;
  }

  private List<String> silver(Pipeline pipeline, String... columns) {
    List<String> texts = new ArrayList<>();
    try (Lake lake = Lake.open(folder, InstantSource.fixed(NOW));
        Tables tables = new Tables(lake, pipeline, "topic-id")) {
      tables.silver(
          List.of(columns),
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          rows -> {
            for (int row = 0; row < rows.size(); row++) {
              StringBuilder text = new StringBuilder();
              for (int column = 0; column < columns.length; column++) {
                text.append(column == 0 ? "" : " ").append(Values.text(rows, column, row));
              }
              texts.add(text.toString());
            }
          });
    }
    return texts.stream().sorted().toList();
  }

  private static byte[] frame(String... items) {
    return ("{\"data\":[" + String.join(",", items) + "]}").getBytes(UTF_8);
  }

  @Test
  void aValueThatGoesBackIsAVersionInALaterRunToo() {
    Pipeline pipeline =
        PipelineReader.read(
            "p.yaml",
            """
            pipeline: p
            topic: {name: t, partitions: 1}
            bronze: {table: bronze}
            quarantine: {table: quarantine}
            silver:
              table: silver
              each: /data/*
              columns:
                id: {pointer: /data/*/id, type: int, required: true}
                at: {pointer: /data/*/at, type: timestamp, format: epoch_s, required: true}
                price: {pointer: /data/*/price, type: "decimal(18,4)"}
                total: {pointer: /data/*/total, type: "decimal(38,4)"}
                name: {pointer: /data/*/name, type: string}
                ratio: {pointer: /data/*/ratio, type: double}
                day: {pointer: /data/*/day, type: date}
              event_time: at
              key: {columns: [id, at], within: 1h, versions: true}
            gold:
              newest:
                window: 1d
                lateness: 0s
                by: [id]
                measures: {price: {last: price}, n: {count: rows}}
            """);
    String near = "{\"id\":1,\"at\":1790000000,\"price\":%s,\"total\":\"7.5\",\"ratio\":0.1}";
    String old = "{\"id\":2,\"at\":1700000000,\"price\":1,\"name\":%s,\"day\":\"2026-01-01\"}";
    byte[] a = frame(near.formatted("1"), old.formatted("\"a\""));
    byte[] b = frame(near.formatted("2.0"), old.formatted("null"));
    Counts both = new Counts(2, 0, 0, 0, 1);
    Counts none = new Counts(0, 0, 0, 2, 1);

    assertEquals(List.of(both, none), run(pipeline, List.of(a, a)));
    assertEquals(List.of(none, both), run(pipeline, List.of(a, b)));
    assertEquals(List.of(none, both, none), run(pipeline, List.of(b, a, a)));
    assertEquals(
        List.of(
            "1 0 0 1.0000 null",
            "1 3 0 2.0000 null",
            "1 5 0 1.0000 null",
            "2 0 1 1.0000 a",
            "2 3 1 1.0000 null",
            "2 5 1 1.0000 a"),
        silver(pipeline, "id", "kafka_offset", "kafka_item", "price", "name"));
  }

  @Test
  void aHistoryThatComesAgainInLaterRuns() throws IOException {
    Pipeline pipeline = PipelineReader.read(Path.of("..", "pipelines", "alpha-vantage.yaml"));
    byte[] before = reply("2022-02-11");
    byte[] after = reply("2022-04-05");
    Map<String, String> newest = new HashMap<>();
    long rows = 0;
    for (List<byte[]> frames :
        List.of(List.of(before), List.of(after), List.of(before, after, after))) {
      List<Counts> expected = frames.stream().map(each -> expected(each, newest)).toList();
      assertEquals(expected, run(pipeline, frames));
      rows += expected.stream().mapToLong(Counts::silver).sum();
    }
    assertEquals(1_162 + 9 + 1 + 1, rows);
    assertEquals(rows, silver(pipeline, "symbol", "last_day").size());
  }

  /** What becomes of a reply after others, by the texts in it. */
  private static Counts expected(byte[] reply, Map<String, String> newest) {
    List<MatchResult> weeks =
        Pattern.compile("\"(\\d{4}-\\d\\d-\\d\\d)\": \\{([^}]*)}")
            .matcher(new String(reply, UTF_8))
            .results()
            .toList();
    long versions =
        weeks.stream()
            .filter(week -> !week.group(2).equals(newest.put(week.group(1), week.group(2))))
            .count();
    return new Counts(versions, 0, 0, weeks.size() - versions, weeks.size() - 1);
  }

  private static byte[] reply(String day) throws IOException {
    String named = System.getenv("TRIBUTARY_DATA");
    // Tests run in the module's folder.
    Path data = named == null ? Path.of("..", "..", "shared", "data") : Path.of(named);
    Path file = data.resolve("alphavantage/alphavantage_weekly-adjusted_IBM_" + day + ".json.gz");
    Assumptions.assumeTrue(
        Files.isReadable(file), () -> "No recording at " + file + ": set TRIBUTARY_DATA");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }
}
