package tributary.app.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.app.spark.Submission.DeployMode;

/** What is started where there is no Spark but ours. */
class SubmitLineTest {
  private static final String CONNECTOR = "kafka-clients-3.9.2.jar";

  @TempDir Path folder;

  private SparkHome spark;

  @BeforeEach
  void put() throws Exception {
    Path own = folder.resolve("a clone/spark-home");
    spark = new SparkHome(own, folder.resolve("job.jar"), Optional.empty());
    Files.createDirectories(spark.jars());
    Files.writeString(spark.jars().resolve(CONNECTOR), "");
  }

  @Test
  void startsTheClassBehindSparkSubmit() {
    List<String> words = words("local[*]", List.of());

    assertEquals("/jdk/bin/java", words.get(0));
    int main = words.indexOf("org.apache.spark.deploy.SparkSubmit");
    assertEquals(
        List.of("-cp", spark.own().resolve("conf") + ":" + spark.jars() + "/*"),
        words.subList(main - 2, main));
    List<String> options = words.subList(1, main);
    assertTrue(options.contains("-Xmx2g"), options::toString);
    assertTrue(options.contains("--add-opens=java.base/java.lang=ALL-UNNAMED"), options::toString);
    assertTrue(
        options.stream()
            .anyMatch(each -> each.endsWith("/a%20clone/spark-home/conf/log4j2.properties")),
        options::toString);
    assertFalse(words.contains("--jars"), "it has them: " + words);
  }

  @Test
  void sendsTheConnectorToACluster() {
    List<String> words = words("spark://host:7077", List.of());

    assertEquals(
        spark.jars().resolve(CONNECTOR).toString(), words.get(words.indexOf("--jars") + 1));
  }

  @Test
  void givesTheDriverWhatSparkSubmitWould() {
    List<String> words =
        words(
            "local[*]",
            List.of("spark.driver.memory=5g", "spark.driver.extraJavaOptions=-Da=b -Dc=d"));

    List<String> options = words.subList(1, words.indexOf("-cp"));
    assertTrue(options.containsAll(List.of("-Xmx5g", "-Da=b", "-Dc=d")), options::toString);
  }

  @Test
  void tellsSparkWhereItIs() {
    Map<String, String> environment = line("local[*]", List.of()).environment(Map.of());

    assertEquals(
        Map.of(
            "JAVA_HOME", "/jdk",
            "SPARK_LOCAL_IP", "127.0.0.1",
            "SPARK_HOME", spark.own().resolve("target").toString(),
            "SPARK_CONF_DIR", spark.own().resolve("conf").toString(),
            "SPARK_SCALA_VERSION", "2.13"),
        environment);
  }

  private List<String> words(String master, List<String> conf) {
    return line(master, conf).words(Path.of("/client.properties"));
  }

  private SubmitLine line(String master, List<String> conf) {
    Submission submission =
        new Submission(
            Path.of("/p.yaml"),
            master,
            DeployMode.CLIENT,
            conf,
            Path.of("/data"),
            null,
            OptionalLong.empty(),
            null,
            Map.of("--publish", "main.market"));
    return new SubmitLine(spark, submission, Path.of("/jdk/bin/java"));
  }
}
