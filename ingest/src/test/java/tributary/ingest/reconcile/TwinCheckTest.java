package tributary.ingest.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.ingest.reconcile.TwinCheck.Outcome.Compared;
import tributary.ingest.reconcile.TwinCheck.Outcome.Impossible;
import tributary.lake.Catalog;
import tributary.lake.Lake;
import tributary.lake.WindowTable;

/** What is said of the tables of two runners, of which the windows are told apart here. */
class TwinCheckTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final long MINUTE_MICROS = 60_000_000;
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
              rename: {is_final: done}
              measures: {n: {count: rows}}
          """);

  @TempDir Path folder;

  /** A window: its minute, how many rows it has, and whether it is over. */
  private record Minute(long minute, long rows, boolean isFinal) {}

  private static final List<Minute> MINUTES =
      List.of(new Minute(0, 5, true), new Minute(1, 7, true), new Minute(2, 2, false));

  @Test
  void theSameRowsAreEqualInWhateverOrder() {
    write("one", MINUTES, 14);
    write("other", List.of(MINUTES.get(2), MINUTES.get(0), MINUTES.get(1)), 14);

    List<TwinCheck.Outcome> outcomes = check();

    assertTrue(outcomes.stream().allMatch(TwinCheck.Outcome::isEqual), outcomes::toString);
    assertEquals(
        List.of("bronze bronze 0", "silver silver 0", "quarantine quarantine 0", "gold minutes 3"),
        outcomes.stream()
            .map(each -> (Compared) each)
            .map(each -> each.kind() + " " + each.table() + " " + each.comparison().expected())
            .toList());
    Compared gold = gold(outcomes);
    assertEquals(gold.comparison().expectedHash(), gold.comparison().foundHash());
    assertNotEquals("0".repeat(32), gold.comparison().foundHash());
  }

  @Test
  void whetherWindowsAreOverIsNotComparedThoughTheColumnIsRenamed() {
    write("one", MINUTES, 14);
    write("other", MINUTES.stream().map(m -> new Minute(m.minute(), m.rows(), false)).toList(), 14);

    assertTrue(gold(check()).isEqual());
  }

  @Test
  void oneOtherCellIsNamedByItsKey() {
    write("one", MINUTES, 14);
    write("other", List.of(MINUTES.get(0), new Minute(1, 8, true), MINUTES.get(2)), 14);

    Compared gold = gold(check());

    assertFalse(gold.isEqual());
    assertEquals(
        List.of("window_start=1970-01-01T00:01:00Z, kind=7: n should be 7 and is 8"),
        gold.comparison().named());
    assertNotEquals(gold.comparison().expectedHash(), gold.comparison().foundHash());
  }

  @Test
  void aMissingRowIsNamed() {
    write("one", MINUTES, 14);
    write("other", MINUTES.subList(0, 2), 14);

    assertEquals(
        List.of("window_start=1970-01-01T00:02:00Z, kind=7: is missing"),
        gold(check()).comparison().named());
  }

  @Test
  void otherOffsetsDifferThoughTheRowsAreTheSame() {
    write("one", MINUTES, 14);
    write("other", MINUTES, 13);

    Compared gold = gold(check());

    assertTrue(gold.comparison().isEqual());
    assertFalse(gold.isEqual());
    assertEquals(List.of("next offsets should be {0=14} and are {0=13}"), gold.ledgers());
  }

  @Test
  void aTableThatIsNotThereCannotBeCompared() {
    write("one", MINUTES, 14);

    Impossible gold = assertInstanceOf(Impossible.class, check().get(3));

    assertFalse(gold.isEqual());
    assertTrue(gold.why().contains("minutes"), gold.why());
  }

  private List<TwinCheck.Outcome> check() {
    List<TwinCheck.Outcome> outcomes = new ArrayList<>();
    new TwinCheck(PIPELINE, Catalog.at(folder.resolve("one")), Catalog.at(folder.resolve("other")))
        .check(outcomes::add);
    return outcomes;
  }

  private static Compared gold(List<TwinCheck.Outcome> outcomes) {
    return (Compared) outcomes.get(3);
  }

  private void write(String place, List<Minute> minutes, long next) {
    Gold gold = PIPELINE.gold().get(0);
    Schema schema = gold.schema(PIPELINE.silver());
    try (Lake lake = Lake.open(folder.resolve(place), InstantSource.fixed(NOW))) {
      lake.growing("bronze", TableSchemas.bronze(PIPELINE.bronzeLayout()), List.of());
      lake.growing("silver", PIPELINE.silver().schema(), List.of());
      lake.growing("quarantine", TableSchemas.quarantine(PIPELINE.silver()), List.of());
      WindowTable table = lake.windows(gold.table(), schema, List.of("window_start", "kind"));
      Rows open = new Rows(schema);
      for (Minute minute : minutes) {
        int row = open.open();
        open.longs(0).set(row, minute.minute() * MINUTE_MICROS);
        open.longs(1).set(row, (minute.minute() + 1) * MINUTE_MICROS);
        open.longs(2).set(row, 7);
        open.longs(3).set(row, minute.rows());
        open.longs(4).set(row, minute.isFinal() ? 1 : 0);
        open.longs(5).set(row, 0);
        open.keep();
      }
      table.commit(table.stage(open, new Rows(schema), new Rows(schema)), ledger(next));
    }
  }

  private static Ledger ledger(long next) {
    TreeMap<Integer, Range> ranges = new TreeMap<>();
    ranges.put(0, new Range(0, next, 17, Counts.NONE));
    return new Ledger("t", "id", ranges);
  }
}
