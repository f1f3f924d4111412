package tributary.core.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tributary.core.spec.Problem.Code;

/** The JSON Schema, which serves editors, says the same as the reader where it can say it. */
class SchemaAgreementTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode SCHEMA_FILE =
      parse(text(Path.of("..", "docs", "pipeline.schema.json")));
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(SCHEMA_FILE);

  /** What the schema can express, so that the reader refuses for it only what the schema does. */
  private static final Set<Code> EXPRESSIBLE =
      Set.of(
          Code.UNKNOWN_KEY,
          Code.MISSING_KEY,
          Code.WRONG_SHAPE,
          Code.INVALID_VALUE,
          Code.KINDS,
          Code.MEASURE);

  static List<Path> valid() {
    return examples("valid");
  }

  static List<Path> invalid() {
    return examples("invalid");
  }

  static List<Path> unfit() {
    return examples("unfit");
  }

  static List<Path> readyMade() {
    return files(Path.of("..", "pipelines"));
  }

  @ParameterizedTest
  @MethodSource({"valid", "readyMade"})
  void bothAcceptWhatIsValid(Path file) {
    assertEquals("", new Example(text(file)).rendered());
    assertEquals(List.of(), complaints(yaml(text(file))));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void bothRefuseWhatIsInvalid(Path file) {
    assertFalse(new Example(text(file)).problems().isEmpty());
    assertFalse(complaints(yaml(text(file))).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void onlyTheReaderRefusesWhatDoesNotFitTogether(Path file) {
    assertFalse(new Example(text(file)).problems().isEmpty());
    assertEquals(List.of(), complaints(yaml(text(file))));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void bothJudgeEveryChangeOfOneValueAlike(Path file) throws IOException {
    for (JsonNode mutant : new Mutants(yaml(text(file))).all()) {
      Example changed = new Example(JSON.writeValueAsString(mutant));
      List<Problem> problems = changed.problems();
      List<String> complaints = complaints(mutant);

      assertFalse(problems.isEmpty() && !complaints.isEmpty(), () -> complaints + " " + mutant);
      boolean expressible = problems.stream().anyMatch(p -> EXPRESSIBLE.contains(p.code()));
      assertFalse(expressible && complaints.isEmpty(), () -> changed.rendered() + mutant);
    }
  }

  @Test
  void bothKnowTheSameKeys() {
    assertSameKeys(PipelineBlock.BLOCK, "");
    assertSameKeys(PipelineBlock.FEED_BLOCK, "/properties/feed");
    assertSameKeys(PipelineBlock.TOPIC_BLOCK, "/properties/topic");
    assertSameKeys(PipelineBlock.COMMIT_BLOCK, "/properties/commit");
    assertSameKeys(PipelineBlock.BRONZE_BLOCK, "/properties/bronze");
    assertSameKeys(LayoutBlock.BRONZE.renameBlock, "/properties/bronze/properties/rename");
    assertSameKeys(LayoutBlock.PARTITION_BLOCK, "/properties/bronze/properties/partition");
    assertSameKeys(LayoutBlock.SILVER.renameBlock, "/properties/silver/properties/rename");
    assertSameKeys(LayoutBlock.PARTITION_BLOCK, "/properties/silver/properties/partition");
    assertSameKeys(LayoutBlock.GOLD.renameBlock, "/$defs/gold/properties/rename");
    assertSameKeys(CopiesBlock.BLOCK, "/properties/copies");
    assertSameKeys(CopiesBlock.COPY_BLOCK, "/$defs/copy");
    assertSameKeys(ModelsBlock.MODEL_BLOCK, "/$defs/model");
    assertSameKeys(PipelineBlock.TABLE_BLOCK, "/properties/quarantine");
    assertSameKeys(SilverBlock.BLOCK, "/properties/silver");
    assertSameKeys(SilverBlock.KEY_BLOCK, "/properties/silver/properties/key");
    assertSameKeys(ContinuityBlock.BLOCK, "/properties/silver/properties/continuity");
    assertSameKeys(Columns.BLOCK, "/$defs/column");
    assertSameKeys(GoldBlock.BLOCK, "/$defs/gold");
    assertSameKeys(MeasureBlock.BLOCK, "/$defs/measure");
  }

  @Test
  void everyKeyIsDescribedForEditors() {
    for (JsonNode block : SCHEMA_FILE.findParents("properties")) {
      assertTrue(block.path("description").isTextual() || !block.has("type"), block::toString);
      if (block.has("type")) {
        block
            .get("properties")
            .properties()
            .forEach(key -> assertTrue(key.getValue().has("description"), key::toString));
      }
    }
  }

  @Test
  void thePageNamesEveryKeyAndCode() {
    String page = text(Path.of("..", "docs", "pipeline-file.md"));
    Stream.of(
            PipelineBlock.BLOCK,
            PipelineBlock.FEED_BLOCK,
            PipelineBlock.TOPIC_BLOCK,
            PipelineBlock.COMMIT_BLOCK,
            PipelineBlock.TABLE_BLOCK,
            PipelineBlock.BRONZE_BLOCK,
            LayoutBlock.BRONZE.renameBlock,
            LayoutBlock.GOLD.renameBlock,
            LayoutBlock.PARTITION_BLOCK,
            CopiesBlock.BLOCK,
            CopiesBlock.COPY_BLOCK,
            ModelsBlock.MODEL_BLOCK,
            SilverBlock.BLOCK,
            SilverBlock.KEY_BLOCK,
            ContinuityBlock.BLOCK,
            Columns.BLOCK,
            GoldBlock.BLOCK,
            MeasureBlock.BLOCK)
        .flatMap(block -> block.names().stream())
        .forEach(key -> assertTrue(page.contains("`" + key + "`"), key));
    for (Code code : Code.values()) {
      assertTrue(page.contains("| " + code.id() + " |"), code::id);
    }
  }

  private static void assertSameKeys(Block block, String pointer) {
    JsonNode described = SCHEMA_FILE.at(pointer);
    Set<String> properties = new TreeSet<>();
    described.path("properties").fieldNames().forEachRemaining(properties::add);
    Set<String> required = new TreeSet<>();
    described.path("required").forEach(name -> required.add(name.textValue()));

    assertEquals(new TreeSet<>(block.names()), properties, pointer);
    assertEquals(
        new TreeSet<>(block.members().stream().filter(Member::required).map(Member::name).toList()),
        required,
        pointer);
    assertFalse(described.path("additionalProperties").asBoolean(true), pointer);
  }

  private static List<String> complaints(JsonNode document) {
    return SCHEMA.validate(document).stream().map(Object::toString).toList();
  }

  private static JsonNode yaml(String text) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> examples(String folder) {
    return files(Path.of("src", "test", "resources", "tributary", "core", "spec", folder));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
