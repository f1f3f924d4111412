package tributary.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tributary.core.Pipelines;
import tributary.core.Recordings;
import tributary.core.frame.Frame;
import tributary.core.ledger.Counts;
import tributary.core.rows.Values;
import tributary.core.spec.Pipeline;

/** A history of more than a thousand weeks, in one frame, that comes again and again. */
class WeeksTest {
  private static final String SERIES = "/Weekly Adjusted Time Series/*";
  private final Pipeline pipeline =
      Pipelines.of(
          """
          each: SERIES
          newest_first: true
          columns:
            symbol: {pointer: /Meta Data/2. Symbol, type: string, required: true}
            week: {name_of: SERIES, type: timestamp, format: date, zone: US/Eastern, required: true}
            open: {pointer: SERIES/1. open, type: "decimal(18,4)", required: true}
            high: {pointer: SERIES/2. high, type: "decimal(18,4)", required: true}
            low: {pointer: SERIES/3. low, type: "decimal(18,4)", required: true}
            close: {pointer: SERIES/4. close, type: "decimal(18,4)", required: true}
            adjusted: {pointer: SERIES/5. adjusted close, type: "decimal(18,4)", required: true}
            volume: {pointer: SERIES/6. volume, type: bigint, required: true}
            dividend: {pointer: SERIES/7. dividend amount, type: "decimal(18,4)", required: true}
          event_time: week
          key:
            columns: [symbol, week, open, high, low, close, adjusted, volume, dividend]
            within: 366d
          """
              .replace("SERIES", SERIES));

  private final MemoryTables tables = new MemoryTables(pipeline);
  private Intake intake = new Intake(pipeline, tables.resume(), tables);

  private static byte[] reply(String day) throws IOException {
    String name = "alphavantage/alphavantage_weekly-adjusted_IBM_" + day + ".json.gz";
    return String.join("\n", Recordings.lines(name)).getBytes(UTF_8);
  }

  private Counts take(byte[] reply) {
    Frame frame = new Frame();
    frame.offset = intake.position(0);
    frame.value = reply;
    intake.take(frame);
    tables.write(intake.cut());
    tables.finish();
    int last = tables.silverRanges.size() - 1;
    return tables.silverRanges.get(last).getValue().counts();
  }

  @Test
  void everyVersionOfAWeekIsOneRow() throws IOException {
    byte[] before = reply("2022-02-11");
    byte[] after = reply("2022-04-05");

    assertEquals(new Counts(1_162, 0, 0, 0, 1_161), take(before));
    assertEquals(new Counts(0, 0, 0, 1_162, 1_161), take(before));
    // Eight new weeks, and another volume of 2022-02-11.
    assertEquals(new Counts(9, 0, 0, 1_161, 1_169), take(after));
    assertEquals(new Counts(0, 0, 0, 1_170, 1_169), take(after));
    assertEquals(new Counts(0, 0, 0, 1_162, 1_161), take(before));
    assertEquals(0, tables.lookups());
    assertEquals(List.of("23388276", "23489144"), volumes("2022-02-11T05:00:00Z"));
  }

  @Test
  void afterARestartEachOldWeekIsLookedUpOnce() throws IOException {
    byte[] reply = reply("2022-04-05");
    take(reply);
    intake = new Intake(pipeline, tables.resume(), tables);

    assertEquals(new Counts(0, 0, 0, 1_170, 1_169), take(reply));
    assertEquals(weeksBefore("2021-04-04T04:00:00Z"), tables.lookups());
    assertEquals(new Counts(0, 0, 0, 1_170, 1_169), take(reply));
    assertEquals(weeksBefore("2021-04-04T04:00:00Z"), tables.lookups());
  }

  private long weeksBefore(String instant) {
    Set<String> weeks = new HashSet<>();
    for (int row = 0; row < tables.silver.size(); row++) {
      weeks.add(Values.text(tables.silver, 1, row));
    }
    return weeks.stream().filter(week -> week.compareTo(instant) < 0).count();
  }

  private List<String> volumes(String week) {
    return IntStream.range(0, tables.silver.size())
        .filter(row -> Values.text(tables.silver, 1, row).equals(week))
        .mapToObj(row -> Values.text(tables.silver, 7, row))
        .toList();
  }
}
