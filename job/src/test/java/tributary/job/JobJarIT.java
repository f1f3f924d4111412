package tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The job jar brings nothing that meets what is on Spark's class path. */
class JobJarIT {
  private static final String OURS = "tributary/";
  private static final String SERVICES = "META-INF/services/";

  /** SQLite keeps its name: its native code calls, and is called by, classes of that name. */
  private static final List<String> UNRELOCATED = List.of("org/sqlite/");

  /** What Spark brings; not even relocated. */
  private static final List<String> OF_SPARK =
      List.of(
          "org/apache/hadoop/",
          "org/apache/logging/log4j/",
          "org/apache/spark/",
          "org/slf4j/",
          "scala/");

  @BeforeEach
  void assumeBuilt() {
    Places.assumeBuilt(Places.JOB_JAR, Places.SPARK_JARS);
  }

  @Test
  void itsClassesAreOursOrRelocated() {
    List<String> others =
        classes().filter(name -> !name.startsWith(OURS) && !isUnrelocated(name)).toList();

    assertEquals(List.of(), others, "a relocation or an exclusion in job/pom.xml is missing");
  }

  /** A class that both have is the same in both, so it does not matter which is loaded. */
  @Test
  void sparkHasNoOtherClassOfTheSameName() throws IOException {
    Map<String, Long> ours = JarClasses.entries(Places.JOB_JAR);
    Map<String, List<Long>> sparks = JarClasses.classes(Places.SPARK_JARS);
    assertTrue(sparks.containsKey("org/apache/spark/SparkContext.class"), "Spark was looked at");

    List<String> clashes =
        classes()
            .filter(sparks::containsKey)
            .filter(
                name ->
                    !isUnrelocated(name)
                        || sparks.getOrDefault(name, List.of()).stream()
                            .anyMatch(each -> !each.equals(ours.get(name))))
            .toList();

    assertEquals(List.of(), clashes);
  }

  @Test
  void itHasNeitherSparkNorHadoopNorALogger() {
    List<String> refused =
        classes().filter(name -> OF_SPARK.stream().anyMatch(name::contains)).toList();

    assertEquals(List.of(), refused);
  }

  @Test
  void itsMainClassIsTheJob() throws IOException {
    try (JarFile jar = new JarFile(Places.JOB_JAR.toFile())) {
      String main = jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);

      assertEquals("tributary.spark.SparkJob", main);
      assertTrue(JarClasses.has(JarClasses.entries(Places.JOB_JAR), main));
    }
  }

  @Test
  void itsServicesExist() throws IOException {
    Map<String, Long> entries = JarClasses.entries(Places.JOB_JAR);
    List<String> missing = new ArrayList<>();
    try (JarFile jar = new JarFile(Places.JOB_JAR.toFile())) {
      for (String file : entries.keySet().stream().filter(it -> it.startsWith(SERVICES)).toList()) {
        String text = new String(jar.getInputStream(jar.getEntry(file)).readAllBytes(), UTF_8);
        text.lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty() && !JarClasses.has(entries, line))
            .forEach(line -> missing.add(file + " names " + line));
      }
    }

    assertTrue(entries.containsKey(SERVICES + "java.sql.Driver"), "services were looked at");
    assertEquals(List.of(), missing);
  }

  private static Stream<String> classes() {
    return JarClasses.entries(Places.JOB_JAR).keySet().stream().filter(JarClasses::isClass);
  }

  private static boolean isUnrelocated(String name) {
    return UNRELOCATED.stream().anyMatch(name::startsWith);
  }
}
