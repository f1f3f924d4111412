package tributary.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.app.run.Clocks;
import tributary.app.terminal.Terminal;

/** The command but for Spark: that both runners agree is shown where the job has been built. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ProveCommandTest {
  private static final Clocks CLOCKS =
      new Clocks(InstantSource.system(), System::nanoTime, new SplittableRandom(1));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  private FakeSpark spark;

  @BeforeEach
  void put() throws Exception {
    spark = FakeSpark.in(folder);
    Files.writeString(folder.resolve("f"), "bootstrap.servers=127.0.0.1:9\n");
    Files.writeString(
        folder.resolve("mine.yaml"),
        Files.readString(spark.home().resolve("pipelines/weather.yaml"))
            .replaceFirst("pipeline: weather", "pipeline: mine"));
    Files.createDirectories(folder.resolve("full/things"));
  }

  @Test
  void explainsItself() {
    assertEquals(0, run("prove --help"));

    for (String option : List.of("--runners", "--slicings", "--seed", "--replay", "--kafka")) {
      assertTrue(out.toString().contains(option), out.toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--runners spark|Invalid --runners: name embedded, which fills the topic",
        "--runners embedded|Invalid --runners: name embedded, which fills the topic",
        "--runners embedded,flink|Invalid value for option '--runners'",
        "--slicings 0|Invalid --slicings: 0 (1 or more)",
        "--frames -1|Invalid frames: -1 ",
        "--script nonsense|Invalid ",
        "--replay none.gz|Cannot read recording ",
        "--replay f --kafka f|Cannot fill a topic in two ways",
        "--frames 9 --kafka f|Cannot fill a topic in two ways",
      })
  void refusesBeforeAnythingIsStarted(String options, String message) {
    assertEquals(2, run("prove coinbase --data d " + options), err::toString);

    assertTrue(err.toString().startsWith("tributary: " + message), err::toString);
    assertFalse(Files.exists(folder.resolve("d")));
  }

  @Test
  void fillsNoTopicOfSomebodyElse() throws Exception {
    String file = folder.resolve("mine.yaml").toString();

    assertEquals(2, run("prove " + file), err::toString);

    assertTrue(
        err.toString().contains("pipeline mine has no feed. Name with --kafka"), err::toString);
  }

  @Test
  void leavesAFolderAloneThatIsNotEmpty() {
    assertEquals(1, run("prove weather --data full"), err::toString);

    assertEquals(
        "tributary: Cannot prove in %s: it is not empty. Delete it, or choose another with --data\n"
            .formatted(folder.resolve("full")),
        err.toString());
    assertTrue(Files.exists(folder.resolve("full/things")));
  }

  @Test
  void twoTakesOfTheEmbeddedRunnerAreEqualAndLeaveNothing() {
    assertEquals(
        0,
        run("prove weather --runners embedded,embedded --frames 800 --seed 5 --data d"),
        err::toString);

    List<String> lines = out.toString().lines().toList();
    assertEquals("seed 5", lines.get(0));
    assertTrue(lines.get(1).startsWith("topic of 8"), lines::toString);
    assertEquals("again by the embedded runner:", lines.get(2));
    for (String line : lines.subList(3, lines.size() - 2)) {
      assertTrue(line.matches("\\S+ +\\S+ +[0-9,]+ rows  [0-9a-f]{32}  equal"), line);
    }
    assertEquals("all tables are equal", lines.get(lines.size() - 1));
    assertFalse(Files.exists(folder.resolve("d")));
  }

  @Test
  void tablesThatSparkDidNotFillDifferAndAreKept() throws Exception {
    assertEquals(1, run("prove weather --frames 300 --seed 5 --data d"), err::toString);

    assertTrue(out.toString().contains("NOT COMPARED: "), out::toString);
    assertTrue(
        out.toString()
            .endsWith("NOT EQUAL: topic and tables are kept in " + folder.resolve("d") + "\n"),
        out::toString);
    assertTrue(Files.exists(folder.resolve("d/embedded/tables")));
    List<String> words = spark.arguments();
    assertTrue(
        words.containsAll(List.of("--trigger", "available-now", "--max-offsets")), words::toString);
  }

  @Test
  void aJobThatFailsProvesNothing() throws Exception {
    spark.does("exit 3");

    assertEquals(1, run("prove weather --frames 300 --seed 5 --data d"), err::toString);

    assertTrue(err.toString().contains("the Spark job ended with 3"), err::toString);
  }

  private int run(String line) {
    Terminal terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false, 100);
    int exitCode =
        new Cli(
                terminal,
                spark.installation(),
                CLOCKS,
                Map.of("SPARK_HOME", spark.spark().toString()))
            .execute(line.split(" "));
    terminal.flush();
    return exitCode;
  }
}
