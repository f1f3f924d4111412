package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A history that is restated and then taken back, in three runs of the shipped pipeline over one
 * data folder. The versions of each week are those that a list of its values has.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class VersionsReplayTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSIONS =
      "SELECT strftime(last_day, '%Y-%m-%d') AS week, volume"
          + " FROM kafka.silver.stocks_weekly_versions ORDER BY week, kafka_offset, kafka_item";

  @RegisterExtension final Scene scene = new Scene();

  /** The volumes and all else of each week, one after the other, a repetition left out. */
  private final Map<String, List<JsonNode>> weeks = new LinkedHashMap<>();

  private long items;

  @Test
  void aWeekThatGoesBackHasThreeVersions() throws Exception {
    play("2022-02-11");
    play("2022-04-05");
    Child.Ended run = play("2022-02-11");

    long versions = weeks.values().stream().mapToLong(Collection::size).sum();
    assertEquals(
        String.format(
            Locale.ROOT,
            "frames 6 + extra items %,d = silver %,d + quarantine 0 + control 3 + duplicates %,d: holds",
            items - 3,
            versions,
            items - versions),
        run.out().get(run.out().size() - 1));
    List<String> expected = new ArrayList<>(List.of("week,volume"));
    weeks.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            week ->
                week.getValue()
                    .forEach(
                        values ->
                            expected.add(
                                week.getKey() + "," + values.get("6. volume").textValue())));
    String data = scene.data().toString();
    assertEquals(
        expected, scene.run("sql", VERSIONS, "--data", data, "--format", "csv").expect(0).out());
    assertEquals(3, expected.stream().filter(line -> line.startsWith("2022-02-11,")).count());
  }

  private Child.Ended play(String day) throws Exception {
    Path file =
        Recorded.venueFile("alphavantage/alphavantage_weekly-adjusted_IBM_" + day + ".json.gz");
    read(file);
    return scene
        .runUntilDone("alpha-vantage", "--replay", file.toString(), "--speed", "max")
        .expect(0);
  }

  private void read(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      JSON.readTree(in)
          .get("Weekly Adjusted Time Series")
          .properties()
          .forEach(
              week -> {
                items++;
                List<JsonNode> versions =
                    weeks.computeIfAbsent(week.getKey(), absent -> new ArrayList<>());
                if (versions.isEmpty()
                    || !versions.get(versions.size() - 1).equals(week.getValue())) {
                  versions.add(week.getValue());
                }
              });
    }
  }
}
