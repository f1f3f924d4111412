package tributary.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole program, the job jar and a Spark of our own: both runners leave the same tables. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ProveIT {
  /** Tests run in the folder of their module. */
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private static final long DEADLINE_MINUTES = 9;
  private static final Path PROGRAM = REPOSITORY.resolve("app/target/tributary.jar");
  private static final Path SPARK = REPOSITORY.resolve("spark-home/target/jars");

  @TempDir Path folder;

  @BeforeEach
  void allIsBuilt() {
    for (Path each : List.of(PROGRAM, SPARK, Path.of("target/tributary-spark.jar"))) {
      assumeTrue(
          Files.exists(each),
          () ->
              REPOSITORY.relativize(each.toAbsolutePath())
                  + " is not built: run mvn verify for all modules");
    }
  }

  /** One of Delta tables with gaps and back-fill, one of Iceberg tables. */
  @ParameterizedTest
  @CsvSource({"coinbase, 3000", "coingecko, 60"})
  void bothRunnersLeaveTheSameTables(String pipeline, int frames) throws Exception {
    Path data = folder.resolve("data");
    Ended ended =
        run("prove", pipeline, "--frames", Integer.toString(frames), "--data", data.toString());

    assertEquals(0, ended.exitCode(), ended::toString);
    List<String> lines = ended.out();
    assertTrue(lines.get(0).matches("seed [0-9]+"), ended::toString);
    List<String> tables = lines.subList(3, lines.size() - 2);
    assertTrue(tables.size() >= 4, ended::toString);
    for (String table : tables) {
      assertTrue(
          table.matches("\\S+ +\\S+ +[0-9,]+ rows  [0-9a-f]{32}  equal"),
          () -> table + " of " + ended);
    }
    assertEquals("all tables are equal", lines.get(lines.size() - 1));
    assertFalse(Files.exists(data), "nothing is left behind");
  }

  private record Ended(int exitCode, List<String> out, String err) {}

  private Ended run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-Duser.timezone=UTC", "-Dtributary.home=" + REPOSITORY));
    command.addAll(List.of("-jar", PROGRAM.toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("SPARK_HOME");
    Process program = builder.start();
    try {
      assertTrue(program.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES), () -> "not ended: " + err);
      return new Ended(program.exitValue(), Files.readAllLines(out), Files.readString(err));
    } finally {
      program.destroy();
    }
  }
}
