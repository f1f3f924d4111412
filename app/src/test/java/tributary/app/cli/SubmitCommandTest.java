package tributary.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.app.run.Clocks;
import tributary.app.terminal.Terminal;

class SubmitCommandTest {
  private static final Clocks CLOCKS =
      new Clocks(InstantSource.system(), System::nanoTime, new SplittableRandom(1));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();

  @TempDir Path folder;

  private FakeSpark spark;

  @BeforeEach
  void put() throws Exception {
    spark = FakeSpark.in(folder);
    environment.put("SPARK_HOME", spark.spark().toString());
    Files.writeString(folder.resolve("client.properties"), "bootstrap.servers=127.0.0.1:9\n");
  }

  @Test
  void explainsItself() {
    assertEquals(0, run("submit", "--help"));

    for (String option : List.of("--master", "--topic-of", "--trigger", "--deploy-mode")) {
      assertTrue(out.toString().contains(option), out.toString());
    }
  }

  @Test
  void handsJobAndConnectorToTheSparkOfTheUser() throws Exception {
    assertEquals(
        0,
        run(
            "submit coinbase --kafka client.properties --data d --master local[2] --trigger 5s"
                + " --max-offsets 100 --conf spark.ui.enabled=true --conf spark.a=b"),
        err::toString);

    List<String> words = spark.arguments();
    int jar = words.indexOf(spark.jobJar().toString());
    assertEquals(
        List.of("--class", "tributary.spark.SparkJob", "--master", "local[2]"),
        words.subList(0, 4));
    assertEquals(
        String.join(
            ",",
            spark.connector("commons-pool2-2.12.0.jar").toString(),
            spark.connector("kafka-clients-3.9.2.jar").toString(),
            spark.connector("spark-sql-kafka-0-10_2.13-4.1.3.jar").toString(),
            spark.connector("spark-token-provider-kafka-0-10_2.13-4.0.0.jar").toString()),
        words.get(words.indexOf("--jars") + 1));
    List<String> conf = words.subList(0, jar);
    assertTrue(conf.contains("spark.driver.host=127.0.0.1"), conf::toString);
    assertTrue(conf.contains("spark.ui.enabled=true"), "the user has the last word: " + conf);
    assertTrue(conf.contains("spark.a=b"), conf::toString);
    assertEquals(spark.home().resolve("pipelines/coinbase.yaml").toString(), words.get(jar + 1));
    assertEquals(
        List.of(
            "--data", folder.resolve("d").toString(), "--trigger", "5s", "--max-offsets", "100"),
        words.subList(jar + 4, words.size()));
  }

  @Test
  void leavesAClusterItsAddresses() throws Exception {
    assertEquals(0, run("submit coinbase --kafka client.properties --master spark://host:7077"));

    List<String> words = spark.arguments();
    assertFalse(words.contains("spark.driver.host=127.0.0.1"), words::toString);
    assertFalse(words.contains("spark.ui.enabled=false"), words::toString);
  }

  @Test
  void endsWithTheExitCodeOfTheJob() throws Exception {
    spark.does("exit 7");

    assertEquals(7, run("submit coinbase --kafka client.properties"));
  }

  /** The job puts the secrets in itself: they are in no file and on no command line. */
  @Test
  void handsTheKafkaFileOverWithoutItsSecrets() throws Exception {
    environment.put("SECRET_OF_KAFKA", "p4ssw0rd");
    Files.writeString(
        folder.resolve("client.properties"),
        """
        bootstrap.servers=127.0.0.1:9
        ssl.truststore.password=${env:SECRET_OF_KAFKA}
        """);

    assertEquals(0, run("submit coinbase --kafka client.properties --secrets s"), err::toString);

    assertTrue(spark.client().contains("${env:SECRET_OF_KAFKA}"), spark.client());
    List<String> words = spark.arguments();
    assertTrue(words.stream().noneMatch(word -> word.contains("p4ssw0rd")), words::toString);
    assertEquals(folder.resolve("s").toString(), words.get(words.indexOf("--secrets") + 1));
  }

  @Test
  void handsFilesOfAClusterOverAsTheyAre() throws Exception {
    assertEquals(
        0,
        run(
            "submit coinbase --kafka client.properties --deploy-mode cluster --master spark://h:1"));

    List<String> words = spark.arguments();
    assertEquals(
        folder.resolve("client.properties").toString(), words.get(words.indexOf("--kafka") + 1));
    assertEquals("cluster", words.get(words.indexOf("--deploy-mode") + 1));
    assertTrue(words.stream().noneMatch(word -> word.contains("log4j2")), words::toString);
  }

  @Test
  void lendsTheBrokerOfAnEarlierRun() throws Exception {
    Files.createDirectories(folder.resolve("earlier/kafka"));

    assertEquals(0, run("submit coinbase --data d --topic-of earlier"), err::toString);

    assertTrue(spark.client().contains("bootstrap.servers=127.0.0.1\\:"), "it was reached: " + err);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--master spark://host:7077", "--deploy-mode cluster"})
  void lendsNoBrokerToOtherMachines(String options) throws Exception {
    Files.createDirectories(folder.resolve("earlier/kafka"));

    assertEquals(2, run("submit coinbase --data d --topic-of earlier " + options), err::toString);

    assertTrue(err.toString().startsWith("tributary: Cannot lend the broker in "), err::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "submit coinbase --data d|Cannot find a topic: no run has left a broker in ",
        "submit coinbase --topic-of d|Cannot find a topic: no run has left a broker in ",
        "submit coinbase --kafka f --topic-of d|Error: --kafka=FILE, --topic-of=DIR are mutually",
        "submit coinbase --kafka f --conf a|Invalid --conf: a. Write name=value",
        "submit coinbase --kafka f --max-offsets 0|Invalid --max-offsets: 0 (1 or more)",
        "submit coinbase --kafka f --deploy-mode other|Invalid value for option '--deploy-mode'",
        "submit coinbas --kafka f|Cannot find pipeline coinbas "
      })
  void refusesBeforeAnythingIsStarted(String line, String message) {
    assertEquals(2, run(line), err::toString);

    assertTrue(err.toString().startsWith("tributary: " + message), err::toString);
    assertFalse(Files.exists(folder.resolve("arguments")));
    assertFalse(Files.exists(folder.resolve("d")));
  }

  @Test
  void saysHowTheJobIsBuiltWhereItIsMissing() throws Exception {
    Files.delete(spark.jobJar());

    assertEquals(1, run("submit coinbase --kafka client.properties"));

    assertTrue(
        err.toString().startsWith("tributary: Cannot submit: " + spark.jobJar() + " is not there."),
        err::toString);
  }

  @Test
  void refusesASparkThatCannotRunTheJob() throws Exception {
    FakeSpark.touch(spark.spark().resolve("jars/spark-core_2.12-3.5.1.jar"));

    assertEquals(1, run("submit coinbase --kafka client.properties"));

    assertTrue(err.toString().contains("it has spark-core_2.12-3.5.1.jar"), err::toString);
  }

  @Test
  void refusesAFolderThatIsNoSpark() throws Exception {
    Files.delete(spark.spark().resolve("bin/spark-submit"));

    assertEquals(1, run("submit coinbase --kafka client.properties"));

    assertTrue(err.toString().contains("there is no bin/spark-submit in it"), err::toString);
  }

  private int run(String line) {
    return run(line.split(" "));
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    Terminal terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false, 100);
    int exitCode =
        new Cli(terminal, spark.installation(), CLOCKS, environment)
            .execute(all.toArray(String[]::new));
    terminal.flush();
    return exitCode;
  }
}
