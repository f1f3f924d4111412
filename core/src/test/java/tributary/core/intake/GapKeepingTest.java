package tributary.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tributary.core.frame.Frame;
import tributary.core.frame.FrameOrigin;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.spec.Pipeline;

/** What gaps do to windows, and the one case in which the table of gaps is ahead. */
class GapKeepingTest {
  private static final String START = "2026-09-21T14:00:";

  private final Pipeline pipeline = Trades.watched(true);
  private final MemoryTables tables = new MemoryTables(pipeline);
  private final Frame frame = new Frame();
  private Intake intake = new Intake(pipeline, tables.resume(), tables);

  private void take(String text, FrameOrigin origin) {
    frame.value = text.getBytes(StandardCharsets.UTF_8);
    frame.receivedMicros = 1_789_999_200_000_000L;
    frame.origin = origin;
    intake.take(frame);
    frame.offset++;
  }

  private void trade(int id, int second, FrameOrigin origin) {
    take(
        "{\"type\":\"trade\",\"product\":\"P\",\"id\":%d,\"time\":\"%s%02dZ\",\"side\":\"buy\",\"price\":\"1\"}"
            .formatted(id, START, second),
        origin);
  }

  private void commit() {
    tables.write(intake.cut());
    tables.finish();
  }

  /** Start, number of trades, finality, revision and completeness of the 10 s windows. */
  private List<String> windows() {
    return tables.gold.get(0).textWithCompleteness().entrySet().stream()
        .map(
            row ->
                row.getKey().substring(17, 19)
                    + row.getValue().replaceAll(".* trades=(\\d+).* is_final=", " $1 "))
        .map(row -> row.replace("revision=", "").replace("is_complete=", ""))
        .toList();
  }

  @Test
  void anOpenGapAndItsRepairAreSaidOfEachWindowThatItTouches() {
    trade(1, 1, FrameOrigin.VENUE);
    trade(2, 12, FrameOrigin.VENUE);
    commit();
    assertEquals(List.of("00 1 false 0 true", "10 1 false 0 true"), windows());

    trade(9, 55, FrameOrigin.VENUE);
    commit();
    assertEquals(List.of("00 1 true 0 true", "10 1 true 0 false", "50 1 false 0 false"), windows());

    for (int id = 3; id < 8; id++) {
      trade(id, 15, FrameOrigin.BACKFILL);
    }
    commit();
    assertEquals(List.of("00 1 true 0 true", "10 6 true 5 false", "50 1 false 0 false"), windows());

    trade(8, 33, FrameOrigin.BACKFILL);
    commit();
    assertEquals(
        List.of("00 1 true 0 true", "10 6 true 6 true", "30 1 false 0 true", "50 1 false 1 true"),
        windows());
  }

  @Test
  void aGapThatIsFoundAfterItsWindowWasOverCorrectsIt() {
    trade(1, 1, FrameOrigin.VENUE);
    take("{\"type\":\"beat\",\"product\":\"P\",\"time\":\"" + START + "40Z\"}", FrameOrigin.VENUE);
    commit();
    assertEquals(List.of("00 1 true 0 true"), windows());

    trade(3, 41, FrameOrigin.VENUE);
    commit();
    assertEquals(List.of("00 1 true 1 false", "40 1 false 0 false"), windows());
  }

  @Test
  void marksAreControlAndNotDecoded() {
    take("{\"tributary\":\"disconnected\",\"product\":\"P\",\"reason\":\"r\"}", FrameOrigin.FEED);
    take("not JSON", FrameOrigin.FEED);
    var range = intake.cut().silver().ranges().get(0);
    assertEquals(new Counts(0, 0, 2, 0), range == null ? null : range.counts());
  }

  @Test
  void aNewGoldTableLearnsOfGapsThatTheTableOfGapsHasAlready() {
    trade(1, 1, FrameOrigin.VENUE);
    trade(4, 12, FrameOrigin.VENUE);
    commit();
    List<String> windows = windows();
    List<String> gaps = tables.gaps();

    MemoryTables fresh = new MemoryTables(pipeline);
    tables.gold.set(0, fresh.gold.get(0));
    tables.ledgers.set(3, Ledger.empty("trades", "id"));
    intake = new Intake(pipeline, tables.resume(), tables);
    assertEquals(0, intake.position(0));
    frame.offset = 0;
    trade(1, 1, FrameOrigin.VENUE);
    commit();
    trade(4, 12, FrameOrigin.VENUE);
    commit();

    assertEquals(windows, windows());
    assertEquals(gaps, tables.gaps());
    trade(2, 5, FrameOrigin.BACKFILL);
    trade(3, 6, FrameOrigin.BACKFILL);
    commit();
    assertEquals(1, tables.sealedGaps.size());
    assertEquals(0, tables.openGaps.size());
  }
}
