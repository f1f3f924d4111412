package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.spec.Silver;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;

/** Tables that were tampered with: the ledger says so. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LoudLedgerTest {
  private static final int PARTITION = 0;

  @RegisterExtension final Scene scene = new Scene();

  private final Silver silver = Pipelines.coinbase().silver();

  @Test
  void saysWhichRangeDoesNotHold() throws Exception {
    scene.runUntilDone(new Market(5, 1_000, 20)).expect(0);
    ledger().expect(0);

    Child.Ended robbed;
    String question =
        "SELECT * FROM $file WHERE (kafka_partition, kafka_offset) NOT IN"
            + " (SELECT (kafka_partition, kafka_offset) FROM $file WHERE kafka_partition = 0 LIMIT 3)";
    try (Tampering tampered = Tampering.with(scene.data(), silver.table(), question)) {
      robbed = ledger().expect(1);
    }
    assertTrue(robbed.text().contains(": DOES NOT HOLD"), robbed::toString);
    assertTrue(
        robbed.text().matches("(?s).*BROKEN SUM partition 0 offsets [0-9]+ to [0-9]+: bronze.*"),
        robbed::toString);

    long end = leaveOut(5);
    Child.Ended gap = ledger().expect(1);

    String expected =
        "BROKEN LEDGER partition 0: a range ends at %d and the next one begins at %d"
            .formatted(end, end + 5);
    assertTrue(gap.text().contains(expected), gap::toString);
    assertTrue(gap.text().contains(": DOES NOT HOLD"), gap::toString);
  }

  private Child.Ended ledger() throws Exception {
    return scene.run("ledger", "--data", scene.data().toString());
  }

  /** Commits to silver as if it had taken in what comes after so many records; answers its end. */
  private long leaveOut(long records) {
    try (Lake lake = Lake.open(scene.data().resolve("tables"), InstantSource.system())) {
      GrowingTable table =
          lake.growing(silver.table(), TableSchemas.silver(silver), List.of("time"));
      Ledger ledger = table.ledger().orElseThrow();
      long end = ledger.next(PARTITION);
      Range later =
          new Range(
              end + records,
              end + records + 1,
              ledger.highestMicros(PARTITION),
              new Counts(0, 0, 1, 0));
      Map<Integer, Range> ranges = new TreeMap<>(ledger.partitions());
      ranges.put(PARTITION, later);
      table.commit(
          Optional.empty(), new Ledger(ledger.topic(), ledger.topicId(), new TreeMap<>(ranges)));
      return end;
    }
  }
}
