package tributary.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tributary.core.Recordings;
import tributary.core.frame.Frame;
import tributary.core.ledger.Counts;
import tributary.core.rows.Values;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;

/**
 * A history of more than a thousand weeks, in one frame, that comes again and again, by the shipped
 * pipeline. What is expected is read from the replies by another reader, text by text.
 */
class WeeksTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILE = Path.of("..", "pipelines", "alpha-vantage.yaml");

  /** Without windows, which look into silver for reasons of their own. */
  private final Pipeline pipeline = withoutGold(PipelineReader.read(FILE));

  private final MemoryTables tables = new MemoryTables(pipeline);
  private Intake intake = new Intake(pipeline, tables.resume(), tables);

  /** The newest values of each week that were expected so far. */
  private final SortedMap<String, JsonNode> newest = new TreeMap<>();

  private static Pipeline withoutGold(Pipeline whole) {
    return new Pipeline(
        whole.name(),
        whole.feed(),
        whole.topic(),
        whole.commit(),
        whole.bronze(),
        whole.quarantine(),
        whole.silver(),
        List.of());
  }

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

  /** What becomes of a reply after those that were expected before it. */
  private Counts expected(byte[] reply) throws IOException {
    long versions = 0;
    long weeks = 0;
    for (Map.Entry<String, JsonNode> week : weeks(reply)) {
      weeks++;
      versions += week.getValue().equals(newest.put(week.getKey(), week.getValue())) ? 0 : 1;
    }
    return new Counts(versions, 0, 0, weeks - versions, weeks - 1);
  }

  private static List<Map.Entry<String, JsonNode>> weeks(byte[] reply) throws IOException {
    return new ArrayList<>(JSON.readTree(reply).get("Weekly Adjusted Time Series").properties());
  }

  @Test
  void aWeekThatGoesBackIsAVersionOfItsOwn() throws IOException {
    byte[] before = reply("2022-02-11");
    byte[] after = reply("2022-04-05");
    List<Counts> counts = new ArrayList<>();
    for (byte[] reply : List.of(before, before, after, after, before, after)) {
      Counts expected = expected(reply);
      assertEquals(expected, take(reply));
      counts.add(expected);
    }

    // The later reply has eight new weeks and another volume of 2022-02-11.
    assertEquals(List.of(1_162L, 0L, 9L, 0L, 1L, 1L), counts.stream().map(Counts::silver).toList());
    assertEquals(
        List.of("23388276", "23489144", "23388276", "23489144"), volumes("2022-02-11T05:00:00Z"));
    assertEquals(0, tables.lookups());
  }

  @Test
  void afterARestartEachOldWeekIsLookedUpOnce() throws IOException {
    byte[] before = reply("2022-02-11");
    byte[] after = reply("2022-04-05");
    expected(before);
    take(before);
    intake = new Intake(pipeline, tables.resume(), tables);
    long reads = tables.silverReads();

    assertEquals(expected(after), take(after));
    assertEquals(expected(before), take(before));
    assertEquals(expected(after), take(after));

    // What is newer than a year before the newest week so far was remembered at the start.
    assertEquals(weeksBefore(after, "2021-02-11"), tables.silverReads() - reads);
  }

  @Test
  void theNewestVersionOfEachWeekIsTheLatestReply() throws IOException {
    byte[] before = reply("2022-02-11");
    byte[] after = reply("2022-04-05");
    take(before);
    take(after);
    take(before);
    SortedMap<String, String> newestVolumes = new TreeMap<>();
    for (int row = 0; row < tables.silver.size(); row++) {
      newestVolumes.put(Values.text(tables.silver, 1, row), Values.text(tables.silver, 7, row));
    }

    SortedMap<String, String> expected = new TreeMap<>();
    for (byte[] reply : List.of(after, before)) {
      for (Map.Entry<String, JsonNode> week : weeks(reply)) {
        expected.put(instant(week.getKey()), week.getValue().get("6. volume").textValue());
      }
    }
    assertEquals(expected, newestVolumes);
  }

  private static String instant(String day) {
    return LocalDate.parse(day).atStartOfDay(ZoneId.of("US/Eastern")).toInstant().toString();
  }

  private static long weeksBefore(byte[] reply, String day) throws IOException {
    return weeks(reply).stream().filter(week -> week.getKey().compareTo(day) < 0).count();
  }

  private List<String> volumes(String week) {
    return IntStream.range(0, tables.silver.size())
        .filter(row -> Values.text(tables.silver, 1, row).equals(week))
        .mapToObj(row -> Values.text(tables.silver, 7, row))
        .toList();
  }
}
