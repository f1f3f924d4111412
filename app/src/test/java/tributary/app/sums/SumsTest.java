package tributary.app.sums;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.lake.Catalog;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;

class SumsTest {
  private static final Pipeline PIPELINE =
      PipelineReader.read(Path.of("../pipelines/coinbase.yaml"));
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-08-01T12:00:00Z"));

  /** Where a row comes from is all that is counted. */
  private static final Schema PLACES =
      new Schema(
          List.of(
              Field.required(TableSchemas.PARTITION, new Type.Int()),
              Field.required(TableSchemas.OFFSET, new Type.BigInt())));

  @TempDir Path folder;
  private Lake lake;
  private GrowingTable bronze;
  private GrowingTable silver;
  private GrowingTable quarantine;

  @BeforeEach
  void makeTables() {
    lake = Lake.open(folder, CLOCK);
    bronze = table(PIPELINE.bronze());
    silver = table(PIPELINE.silver().table());
    quarantine = table(PIPELINE.quarantine());
  }

  @AfterEach
  void closeTables() {
    lake.close();
  }

  @Test
  void holdOverTablesThatHaveTakenInNothing() {
    assertTrue(sums().hold());
    assertEquals(List.of(), sums().ranges());
  }

  @Test
  void joinNeighboursUnlessEachCommitIsAskedFor() {
    takeIn(0, 10);
    takeIn(10, 25);

    assertTrue(sums().hold(), sums()::toString);
    assertEquals(List.of("0-25"), ranges(sums()));
    assertEquals(List.of("0-10", "10-25"), ranges(Sums.ofEach(Catalog.at(folder), PIPELINE)));
    assertTrue(sums().toString().contains("frames 25 = silver 24 + quarantine 1 + "));
  }

  @Test
  void addTheItemsThatFramesHaveBeyondOne() {
    takeIn(0, 10);
    add(bronze, 10, 12, ledger(10, 12, Counts.NONE));
    add(silver, 10, 11, ledger(10, 10, Counts.NONE));
    add(silver, 10, 11, ledger(10, 10, Counts.NONE));
    add(silver, 10, 11, ledger(10, 12, new Counts(3, 0, 1, 2, 4)));

    assertTrue(sums().hold(), sums()::toString);
    assertTrue(
        sums()
            .toString()
            .contains(
                "frames 12 + extra items 4 = silver 12 + quarantine 1 + control 1 + duplicates 2: holds"),
        sums()::toString);
  }

  @Test
  void doNotHoldWhereItemsAreMissing() {
    add(bronze, 0, 1, ledger(0, 1, Counts.NONE));
    add(silver, 0, 1, ledger(0, 1, new Counts(1, 0, 0, 0, 1)));

    assertFalse(sums().hold());
    assertTrue(sums().toString().contains("duplicates 0, extra items 1"), sums()::toString);
  }

  @Test
  void doNotHoldWhereARowIsMissing() {
    add(bronze, 0, 9, ledger(0, 10, Counts.NONE));
    add(silver, 0, 10, ledger(0, 10, new Counts(10, 0, 0, 0)));

    assertFalse(sums().hold());
    assertTrue(
        sums().toString().contains("BROKEN SUM partition 0 offsets 0 to 10: bronze holds 9"),
        sums()::toString);
  }

  @Test
  void leaveToTheNextStartWhatATableIsAheadBy() {
    takeIn(0, 10);
    add(bronze, 10, 14, ledger(10, 14, Counts.NONE));
    add(quarantine, 12, 13, ledger(10, 14, Counts.NONE));

    assertTrue(sums().hold(), sums()::toString);
    assertTrue(
        sums()
            .toString()
            .contains(
                "4 rows of coinbase_bronze in partition 0 are ahead of silver; the next start takes them on"),
        sums()::toString);
  }

  @Test
  void breakOnRowsAboveAllThatALedgerSpeaksOf() {
    takeIn(0, 10);
    add(silver, 10, 12, ledger(0, 10, new Counts(10, 0, 0, 0)));

    assertBroken("partition 0 from offset 10 on: 2 rows of coinbase_ticker_table");
  }

  @Test
  void breakOnRowsOfAPartitionThatNoLedgerKnows() {
    takeIn(0, 10);
    quarantine.commit(quarantine.stage(rows(7, 0, 3)), ledger(0, 10, Counts.NONE));

    assertBroken("partition 7 from offset 0 on: 3 rows of coinbase_quarantine");
  }

  @Test
  void breakOnAGapInTheLedgerAndOnRowsInIt() {
    takeIn(0, 10);
    takeIn(15, 20);
    add(bronze, 10, 15, ledger(15, 20, Counts.NONE));

    assertBroken("partition 0 from offset 10 on: 5 rows of coinbase_bronze");
    assertTrue(
        sums()
            .toString()
            .contains(
                "BROKEN LEDGER partition 0: a range ends at 10 and the next one begins at 15"),
        sums()::toString);
  }

  @Test
  void sayFromWhereOnTheyCoverTheTables() {
    add(bronze, 0, 100, ledger(0, 100, Counts.NONE));
    add(silver, 0, 100, ledger(100, 100, Counts.NONE));
    takeIn(100, 110);

    assertTrue(sums().hold(), sums()::toString);
    assertEquals(List.of("100-110"), ranges(sums()));
    assertEquals(List.of("100-110"), ranges(Sums.ofEach(Catalog.at(folder), PIPELINE)));
    assertTrue(
        sums().toString().contains("since offset 100 of partition 0; 100 rows of coinbase_bronze"),
        sums()::toString);
  }

  private void assertBroken(String what) {
    assertFalse(sums().hold());
    assertTrue(sums().toString().contains("BROKEN SUM " + what), sums()::toString);
    assertTrue(sums().toString().contains("DOES NOT HOLD"), sums()::toString);
  }

  private Sums sums() {
    return Sums.of(Catalog.at(folder), PIPELINE);
  }

  private static List<String> ranges(Sums sums) {
    return sums.ranges().stream().map(range -> range.from() + "-" + range.next()).toList();
  }

  /** Brings frames into the tables as a run does; the one at offset 0 is rejected. */
  private void takeIn(long from, long next) {
    long rejects = from == 0 ? 1 : 0;
    Counts counts = new Counts(next - from - rejects, rejects, 0, 0);
    add(bronze, from, next, ledger(from, next, counts));
    if (rejects > 0) {
      add(quarantine, from, from + 1, ledger(from, next, counts));
    }
    add(silver, from + rejects, next, ledger(from, next, counts));
  }

  private GrowingTable table(String name) {
    return lake.growing(name, PLACES, PLACES.names());
  }

  private static void add(GrowingTable table, long from, long next, Ledger ledger) {
    table.commit(table.stage(rows(0, from, next)), ledger);
  }

  private static Ledger ledger(long from, long next, Counts counts) {
    TreeMap<Integer, Range> partitions = new TreeMap<>();
    partitions.put(0, new Range(from, next, Range.NO_TIME, counts));
    return new Ledger("coinbase.ticker", "id-1", partitions);
  }

  private static Rows rows(int partition, long from, long next) {
    Rows rows = new Rows(PLACES);
    for (long offset = from; offset < next; offset++) {
      int row = rows.open();
      rows.longs(0).set(row, partition);
      rows.longs(1).set(row, offset);
      rows.keep();
    }
    return rows;
  }
}
