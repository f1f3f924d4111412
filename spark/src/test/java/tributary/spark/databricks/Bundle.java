package tributary.spark.databricks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of the bundle, read as they stand. */
final class Bundle {
  static final Path FOLDER = Path.of("..", "deploy", "databricks");
  static final Pattern VARIABLE = Pattern.compile("\\$\\{var\\.([a-z_]+)}");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Bundle() {}

  static JsonNode root() {
    return yaml(FOLDER.resolve("databricks.yml"));
  }

  static JsonNode job() {
    return yaml(FOLDER.resolve("resources/job.yml")).at("/resources/jobs/tributary");
  }

  /** All of its YAML files. */
  static List<Path> definitions() {
    return files().stream().filter(file -> file.toString().endsWith(".yml")).toList();
  }

  static List<Path> files() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode yaml(Path file) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text(file)));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The variables of a target: its own values over the defaults. */
  static Map<String, String> variables(String target) {
    Map<String, String> values = new TreeMap<>();
    root()
        .get("variables")
        .properties()
        .forEach(
            each ->
                values.put(each.getKey(), each.getValue().path("default").asText("given-later")));
    root()
        .at("/targets/" + target + "/variables")
        .properties()
        .forEach(each -> values.put(each.getKey(), each.getValue().asText()));
    return values;
  }

  /** The text with the variables in it, and with those in their values. */
  static String resolved(String text, Map<String, String> variables) {
    Matcher found = VARIABLE.matcher(text);
    return found.find()
        ? resolved(
            found.replaceFirst(
                Matcher.quoteReplacement(variables.getOrDefault(found.group(1), "undeclared"))),
            variables)
        : text;
  }

  /** The parameters of the job, as the target hands them over. */
  static List<String> parameters(String target) {
    Map<String, String> variables = variables(target);
    return job()
        .at("/tasks/0/spark_jar_task/parameters")
        .valueStream()
        .map(parameter -> resolved(parameter.asText(), variables))
        .toList();
  }
}
