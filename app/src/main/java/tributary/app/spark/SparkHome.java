package tributary.app.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tributary.app.folders.Installation;

/**
 * The Spark that a job is submitted with, and what of ours it needs.
 *
 * @param own the folder {@code spark-home} of the installation
 * @param jobJar the job with all that it needs beside Spark
 * @param others the Spark that {@code SPARK_HOME} names, if it does
 */
public record SparkHome(Path own, Path jobJar, Optional<Path> others) {
  private static final List<String> CONNECTOR =
      List.of(
          "spark-sql-kafka-0-10_2.13-",
          "spark-token-provider-kafka-0-10_2.13-",
          "kafka-clients-",
          "commons-pool2-");

  private static final String CORE = "spark-core_";
  private static final String WANTED_CORE = "spark-core_2.13-4.1.";

  /**
   * Finds it.
   *
   * @throws JobException if the job has not been built, or {@code SPARK_HOME} names no Spark that
   *     can run it
   */
  public static SparkHome of(Installation installation, Map<String, String> environment) {
    Path home = installation.home().toAbsolutePath().normalize();
    Path jobJar = home.resolve("job/target/tributary-spark.jar");
    SparkHome found =
        new SparkHome(
            home.resolve("spark-home"),
            jobJar,
            Optional.ofNullable(environment.get("SPARK_HOME"))
                .filter(named -> !named.isBlank())
                .map(installation.here()::resolve));
    for (Path needed : List.of(jobJar, found.jars())) {
      if (!Files.exists(needed)) {
        throw new JobException(
            "Cannot submit: %s is not there. The launcher ./tributary builds it; or mvn -pl job,spark-home -am package"
                .formatted(needed));
      }
    }
    found.others.ifPresent(SparkHome::check);
    return found;
  }

  private static void check(Path spark) {
    if (!Files.isExecutable(spark.resolve("bin/spark-submit"))) {
      throw new JobException(
          "Cannot submit: SPARK_HOME is %s, and there is no bin/spark-submit in it. Point it at a Spark 4.1, or unset it to use ours"
              .formatted(spark));
    }
    Path jars = spark.resolve("jars");
    if (Files.isDirectory(jars)) {
      names(jars).stream()
          .filter(name -> name.startsWith(CORE) && !name.startsWith(WANTED_CORE))
          .findFirst()
          .ifPresent(
              core -> {
                throw new JobException(
                    "Cannot submit with the Spark in %s: it has %s, and the job is built for Spark 4.1 with Scala 2.13. Point SPARK_HOME at one, or unset it to use ours"
                        .formatted(spark, core));
              });
    }
  }

  /** The jars of our own Spark. */
  Path jars() {
    return own.resolve("target/jars");
  }

  /** What makes the driver say what a user wants to know, and no more. */
  Path logging() {
    return own.resolve("conf/log4j2.properties");
  }

  /** The jars that a Spark needs to read from Kafka. */
  List<Path> connector() {
    return names(jars()).stream()
        .filter(name -> CONNECTOR.stream().anyMatch(name::startsWith))
        .map(jars()::resolve)
        .toList();
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new JobException("Cannot list %s: %s".formatted(folder, e), e);
    }
  }
}
