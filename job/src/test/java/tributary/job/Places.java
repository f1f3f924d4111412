package tributary.job;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this build puts what the tests run. */
final class Places {
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  static final Path JOB_JAR = REPOSITORY.resolve("job/target/tributary-spark.jar");

  /** Its {@code jars} are those of a distribution of Spark. */
  static final Path SPARK_HOME = REPOSITORY.resolve("spark-home/target");

  static final Path SPARK_JARS = SPARK_HOME.resolve("jars");

  /** Its libraries, a Kafka broker among them, lie beside it. */
  static final Path APP_JAR = REPOSITORY.resolve("app/target/tributary.jar");

  private Places() {}

  /** Skips the test where something has not been built. */
  static void assumeBuilt(Path... built) {
    for (Path each : built) {
      assumeTrue(
          Files.exists(each), () -> each + " is not there: mvn verify -pl job -am builds it");
    }
  }
}
