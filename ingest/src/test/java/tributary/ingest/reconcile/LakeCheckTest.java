package tributary.ingest.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.frame.Frame;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.ingest.Recomputation;
import tributary.ingest.reconcile.LakeCheck.Outcome;
import tributary.lake.Catalog;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;

/** What is said of a small lake whose bronze lacks frames, or whose tables lag behind. */
class LakeCheckTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int FRAMES = 5;
  private static final Pipeline PIPELINE =
      PipelineReader.read(
          "p.yaml",
          """
          pipeline: p
          topic: {name: t, partitions: 1}
          bronze: {table: bronze}
          quarantine: {table: quarantine}
          silver:
            table: silver
            columns:
              id: {pointer: /id, type: int, required: true}
              kind: {pointer: /kind, type: int, required: true}
              at: {pointer: /at, type: timestamp, format: epoch_s, required: true}
            event_time: at
            key: {columns: [id, at], within: 1h}
          gold:
            minutes:
              window: 1m
              lateness: 0s
              by: [kind]
              measures: {n: {count: rows}}
          """);

  @TempDir Path folder;

  private List<Outcome> check(int[] inBronze, long bronzeNext) {
    Path tables = folder.resolve("tables");
    try (Lake lake = Lake.open(tables, InstantSource.fixed(NOW))) {
      GrowingTable bronze =
          lake.growing(
              "bronze",
              TableSchemas.bronze(PIPELINE.bronzeLayout()),
              List.of("kafka_partition", "kafka_offset", "received_at"));
      Rows rows = new Rows(TableSchemas.bronze(PIPELINE.bronzeLayout()));
      for (int offset : inBronze) {
        int row = rows.open();
        rows.longs(0).set(row, 0);
        rows.longs(1).set(row, offset);
        rows.longs(2).set(row, received());
        rows.longs(3).set(row, received());
        rows.bytes(5).set(row, new byte[0]);
        rows.bytes(6).set(row, payload(offset));
        rows.keep();
      }
      bronze.commit(bronze.stage(rows), ledger(bronzeNext));
    }
    try (Lake lake = Lake.open(tables, InstantSource.fixed(NOW));
        Recomputation tablesOfRun = new Recomputation(PIPELINE, lake, ledger(FRAMES), () -> 0)) {
      Frame frame = new Frame();
      for (int offset = 0; offset < FRAMES; offset++) {
        frame.offset = offset;
        frame.kafkaMicros = received();
        frame.receivedMicros = received();
        frame.value = payload(offset);
        tablesOfRun.take(frame);
      }
      tablesOfRun.finish();
    }
    Path place = folder.resolve("recomputed");
    List<Outcome> outcomes = new ArrayList<>();
    new LakeCheck(PIPELINE, Catalog.at(tables), place, InstantSource.fixed(NOW), () -> 0, () -> {})
        .check((frames, of) -> {}, outcomes::add);
    assertFalse(Files.exists(place), "it leaves nothing behind");
    return outcomes;
  }

  private static long received() {
    return NOW.getEpochSecond() * 1_000_000;
  }

  /** The last one is no row. */
  private static byte[] payload(int offset) {
    String id = offset == FRAMES - 1 ? "\"x\"" : Integer.toString(offset);
    return "{\"id\":%s,\"kind\":7,\"at\":%d}"
        .formatted(id, NOW.getEpochSecond() - 60)
        .getBytes(UTF_8);
  }

  private static Ledger ledger(long next) {
    TreeMap<Integer, Range> ranges = new TreeMap<>();
    ranges.put(0, new Range(0, next, Range.NO_TIME, Counts.NONE));
    return new Ledger("t", "id", ranges);
  }

  private static String why(List<Outcome> outcomes) {
    assertEquals(1, outcomes.size(), outcomes::toString);
    return ((Outcome.Impossible) outcomes.get(0)).why();
  }

  @Test
  void tablesThatFollowFromBronzeAreEqual() {
    List<Outcome> outcomes = check(IntStream.range(0, FRAMES).toArray(), FRAMES);

    assertEquals(
        List.of("silver 4 true", "quarantine 1 true", "gold 1 true"),
        outcomes.stream()
            .map(each -> (Outcome.Compared) each)
            .map(
                each ->
                    "%s %d %s"
                        .formatted(
                            each.kind(), each.comparison().expected(), each.comparison().isEqual()))
            .toList());
  }

  @Test
  void aFrameThatBronzeLacksShowsInEachTable() {
    List<Outcome> outcomes = check(new int[] {0, 1, 3, 4}, FRAMES);

    List<List<String>> named =
        outcomes.stream().map(each -> ((Outcome.Compared) each).comparison().named()).toList();
    assertEquals(List.of("kafka_partition=0, kafka_offset=2: should not be there"), named.get(0));
    assertEquals(List.of(), named.get(1));
    Optional<String> gold = named.get(2).stream().findFirst();
    assertTrue(gold.orElse("").endsWith(": n should be 3 and is 4"), named::toString);
  }

  @Test
  void aBeginningThatBronzeHasLostIsSaid() {
    assertEquals(
        "silver has rows of partition 0 from offset 0 on, and bronze has lost its frames before offset 2",
        why(check(new int[] {2, 3, 4}, FRAMES)));
  }

  @Test
  void tablesAtDifferentOffsetsAreSaid() {
    String why = why(check(IntStream.range(0, FRAMES + 1).toArray(), FRAMES + 1));

    assertTrue(why.startsWith("the tables stand at different offsets"), why);
    assertTrue(why.endsWith("(bronze at {0=6}; silver at {0=5}; minutes at {0=5})"), why);
  }
}
