package tributary.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tributary.core.frame.Frame;
import tributary.core.intake.LogFrame.Meaning;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Range;
import tributary.core.spec.Pipeline;

/** Crashes that random ones seldom meet: a gold table is ahead and the partitions come in turn. */
class IntakeTest {
  private static final int ALL_BUT_LAST_GOLD = 5;
  private static final int UP_TO_SILVER = 3;
  private static final long START_SECOND = 1_790_000_040L;
  private final Pipeline pipeline = Trades.pipeline();
  private final MemoryTables tables = new MemoryTables(pipeline);
  private final List<LogFrame> log = new ArrayList<>();

  private LogFrame row(int partition, long offset, int second, int id) {
    Instant time = Instant.ofEpochSecond(START_SECOND + second);
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("time", time);
    values.put("product", "P");
    values.put("id", new BigDecimal(id));
    values.put("side", "buy");
    values.put("price", BigDecimal.valueOf(100 + partition, 8));
    String json =
        "{\"type\":\"trade\",\"time\":\"%s\",\"product\":\"P\",\"id\":%d,\"side\":\"buy\",\"price\":\"%s\"}"
            .formatted(time, id, values.get("price"));
    return frame(partition, offset, second, json, Meaning.ROW, values);
  }

  private LogFrame beat(int partition, long offset, int second) {
    Instant time = Instant.ofEpochSecond(START_SECOND + second);
    String json = "{\"type\":\"beat\",\"time\":\"" + time + "\"}";
    return frame(partition, offset, second, json, Meaning.CONTROL, Map.of());
  }

  private LogFrame frame(
      int partition,
      long offset,
      int second,
      String json,
      Meaning meaning,
      Map<String, @Nullable Object> values) {
    long micros = second(second);
    LogFrame frame = new LogFrame(partition, offset, micros, json, meaning, micros, values);
    log.add(frame);
    return frame;
  }

  private static long second(int second) {
    return (START_SECOND + second) * 1_000_000;
  }

  private Intake start() {
    return new Intake(pipeline, tables.resume(), tables);
  }

  private static void take(Intake intake, LogFrame... frames) {
    Frame frame = new Frame();
    for (LogFrame each : frames) {
      each.fill(frame);
      intake.take(frame);
    }
  }

  /** Compares the tables with what the log, in the order in which it was written down, makes. */
  private void check() {
    tables.finish();
    new Verdict(pipeline, new Truth(log), tables).check();
  }

  @Test
  void aTableThatIsAheadRemembersWhatItHasSealed() {
    LogFrame first = row(1, 0, 5, 1);
    LogFrame far = row(1, 1, 400, 2);
    LogFrame lagging = row(0, 0, 6, 3);
    LogFrame beat = beat(0, 1, 100);

    Intake before = start();
    take(before, first, far);
    tables.write(before.cut());
    tables.crashAfter(ALL_BUT_LAST_GOLD);
    check();

    Intake after = start();
    take(after, lagging);
    tables.write(after.cut());
    check();
    take(after, beat);
    tables.write(after.cut());
    check();
    take(after, first, far);
    tables.write(after.cut());
    check();
  }

  @Test
  void whatSilverHasDecidedStandsHoweverThePartitionsComeAgain() {
    LogFrame first = row(0, 0, 0, 1);
    LogFrame again = row(1, 0, 0, 1);
    LogFrame[] far = {row(0, 1, 1_000, 2), row(1, 1, 1_000, 3)};

    Intake before = start();
    take(before, first, again);
    take(before, far);
    tables.write(before.cut());
    tables.crashAfter(UP_TO_SILVER);
    check();

    Intake after = start();
    take(after, again, first);
    take(after, far);
    tables.write(after.cut());
    check();
  }

  @Test
  void aPartitionWithoutTimeDoesNotReadAllOfSilver() {
    Intake before = start();
    take(before, row(0, 0, 0, 1), row(0, 1, 10_000, 2), row(0, 2, 20_000, 3));
    LogFrame ack =
        new LogFrame(1, 0, 0, "{\"type\":\"ack\"}", Meaning.CONTROL, Range.NO_TIME, Map.of());
    log.add(ack);
    take(before, ack);
    tables.write(before.cut());
    tables.finish();
    start();
    assertEquals(1, tables.silverRowsRead(), "the row that a window and the memory need");
  }

  @Test
  void aFrameIsTakenOnce() {
    Intake intake = start();
    LogFrame first = row(0, 7, 0, 1);
    take(intake, first);
    assertEquals(8, intake.position(0));
    assertEquals(1, intake.frames());
    assertEquals(1, intake.silver().size());
    assertThrows(IllegalStateException.class, () -> take(intake, first));
  }

  @Test
  void theFloorOfATopicThatWasCutOffAtItsBeginningIsNoGap() {
    Intake intake = start();
    take(intake, row(0, 1_000, 0, 1), row(0, 1_005, 1, 2));
    Batch batch = intake.cut();
    assertEquals(
        Map.of(0, new Range(0, 1_006, second(1), new Counts(2, 0, 0, 0))), batch.silver().ranges());
  }
}
