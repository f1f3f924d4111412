package tributary.spark.databricks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bundle against the JSON Schema of its publisher, which is not part of the repository: {@code
 * databricks bundle schema} prints it, and the environment variable names the file.
 */
@EnabledIfEnvironmentVariable(
    named = PublishedSchemaTest.SCHEMA,
    matches = ".+",
    disabledReason = "TRIBUTARY_BUNDLE_SCHEMA names no schema")
class PublishedSchemaTest {
  static final String SCHEMA = "TRIBUTARY_BUNDLE_SCHEMA";

  static List<Path> definitions() {
    return Bundle.definitions();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void aFileIsValid(Path file) throws IOException {
    assertEquals(List.of(), complaints(Bundle.yaml(file)));
  }

  /** A schema that takes anything would prove nothing. */
  @Test
  void aMisspeltKeyIsRefused() throws IOException {
    JsonNode misspelt = Bundle.yaml(Bundle.FOLDER.resolve("resources/job.yml"));
    ObjectNode task = (ObjectNode) misspelt.at("/resources/jobs/tributary/tasks/0/spark_jar_task");
    task.set("main_class", task.remove("main_class_name"));

    assertNotEquals(List.of(), complaints(misspelt));
  }

  private static List<String> complaints(JsonNode definition) throws IOException {
    JsonNode published =
        new ObjectMapper().readTree(Path.of(System.getenv().getOrDefault(SCHEMA, "")).toFile());
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(published);
    return schema.validate(definition).stream().map(Object::toString).toList();
  }
}
