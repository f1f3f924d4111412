package tributary.spark.databricks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import tributary.spark.SparkJob;

/** What our reading of the bundle's parts can find wrong. */
class BundleTest {
  private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{env:([A-Z_]+)}");

  /** What keys and tokens look like, and passwords that are not asked for. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)SharedAccessKey|AccountKey|Endpoint=|\\bdapi[0-9a-f]{8}|\\bsig=|password=\"(?!\\$\\{)");

  @Test
  void everyVariableIsDeclaredDescribedAndUsed() {
    Set<String> used = new TreeSet<>();
    Bundle.definitions()
        .forEach(
            file ->
                Bundle.VARIABLE
                    .matcher(Bundle.text(file))
                    .results()
                    .forEach(found -> used.add(found.group(1))));
    JsonNode declared = Bundle.root().get("variables");

    assertEquals(used, new TreeSet<>(Bundle.variables("dev").keySet()));
    declared.forEach(each -> assertFalse(each.path("description").asText().isEmpty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void aTargetSetsOnlyDeclaredVariables(String target) {
    JsonNode declared = Bundle.root().get("variables");
    JsonNode set = Bundle.root().at("/targets/" + target + "/variables");

    set.fieldNames().forEachRemaining(name -> assertTrue(declared.has(name), name));
  }

  @Test
  void theTaskRunsOnTheClusterOfTheJob() {
    JsonNode task = Bundle.job().at("/tasks/0");

    assertEquals(1, Bundle.job().get("tasks").size());
    assertEquals(
        Bundle.job().at("/job_clusters/0/job_cluster_key").asText(),
        task.get("job_cluster_key").asText());
  }

  @Test
  void theClusterIsASingleDedicatedNode() {
    JsonNode cluster = Bundle.job().at("/job_clusters/0/new_cluster");

    assertEquals("SINGLE_USER", cluster.get("data_security_mode").asText());
    assertEquals(0, cluster.get("num_workers").asInt(-1));
    assertTrue(cluster.at("/spark_conf/spark.master").asText().startsWith("local["));
    assertTrue(
        Bundle.resolved("${var.spark_version}", Bundle.variables("prod")).endsWith("-scala2.13"));
  }

  @Test
  void theMainClassIsThatOfTheJobJar() throws ReflectiveOperationException {
    String name = Bundle.job().at("/tasks/0/spark_jar_task/main_class_name").asText();
    Class<?> main = Class.forName(name);

    assertEquals(SparkJob.class, main);
    assertTrue(Modifier.isStatic(main.getMethod("main", String[].class).getModifiers()));
    String pom = Bundle.text(Path.of("..", "job", "pom.xml"));
    assertTrue(pom.contains("<mainClass>" + name + "</mainClass>"));
    String jar = Bundle.job().at("/tasks/0/libraries/0/jar").asText();
    assertEquals("${var.files}/tributary-spark.jar", jar);
    assertTrue(pom.contains("<finalName>tributary-spark</finalName>"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void theJobTakesTheParameters(String target) {
    List<String> parameters = Bundle.parameters(target);
    ParseResult parsed =
        new CommandLine(new SparkJob()).parseArgs(parameters.toArray(String[]::new));

    assertEquals(
        Set.of("--kafka", "--data", "--checkpoints", "--trigger", "--publish"),
        given(parsed),
        target);
    String trigger = parsed.matchedOptionValue("--trigger", "");
    assertTrue(trigger.matches("continuous|available-now|\\d+(ms|s|m)"), trigger);
    assertTrue(
        parsed.matchedOptionValue("--checkpoints", "").startsWith("/Volumes/"),
        parameters::toString);
    assertFalse(
        parsed.matchedOptionValue("--data", Path.of("")).startsWith("/Volumes"),
        "A volume is no place for tables");
  }

  private static Set<String> given(ParseResult parsed) {
    Set<String> names = new TreeSet<>();
    parsed.matchedOptions().forEach(option -> names.add(option.longestName()));
    return names;
  }

  @Test
  void theFilesThatItNamesAreThere() {
    Map<String, String> variables = Bundle.variables("prod");
    String script =
        Bundle.job().at("/job_clusters/0/new_cluster/init_scripts/0/volumes/destination").asText();

    assertEquals("${var.files}/prepare-node.sh", script);
    assertTrue(Files.isExecutable(Bundle.FOLDER.resolve("prepare-node.sh")));
    assertTrue(
        Files.isReadable(Bundle.FOLDER.resolve(Bundle.resolved("${var.client}", variables))));
    assertTrue(
        Files.isReadable(
            Path.of("..", "pipelines", Bundle.resolved("${var.pipeline}.yaml", variables))));
    assertEquals("resources/*.yml", Bundle.root().at("/include/0").asText());
  }

  @Test
  void theJobReadsItsFilesWhereTheNodeHasThem() {
    String local =
        Bundle.job().at("/job_clusters/0/new_cluster/spark_env_vars/TRIBUTARY_LOCAL").asText();
    List<String> parameters = Bundle.parameters("prod");

    assertTrue(parameters.get(0).startsWith(local + "/"), parameters::toString);
    assertTrue(parameters.get(2).startsWith(local + "/"), parameters::toString);
  }

  @Test
  void theClusterGivesWhatTheClientFileAsksFor() {
    JsonNode given = Bundle.job().at("/job_clusters/0/new_cluster/spark_env_vars");
    Matcher asked =
        ENVIRONMENT.matcher(Bundle.text(Bundle.FOLDER.resolve("event-hubs.properties")));

    assertTrue(asked.find());
    assertEquals(
        "{{secrets/${var.secret_scope}/${var.secret_key}}}", given.path(asked.group(1)).asText());
    assertFalse(asked.find());
  }

  @Test
  void noFileHoldsASecret() {
    for (Path file : Bundle.files()) {
      assertFalse(SECRET.matcher(Bundle.text(file)).find(), file::toString);
    }
  }
}
