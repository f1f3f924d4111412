package tributary.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.core.spec.Model;

class ModelsTest {
  @TempDir Path folder;
  private SmallLake lake;

  @BeforeEach
  void open() {
    lake = new SmallLake(folder);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private String refusal() {
    return String.valueOf(assertThrows(ModelException.class, lake::models).getMessage());
  }

  @Test
  void keepTheOrderOfTheFileWhateverIsNamed() {
    lake.model("b", "SELECT 1 AS x").model("a", "SELECT 2 AS x", Duration.ofMinutes(1));
    Models models = lake.models();

    assertEquals(List.of("b", "a"), models.all().stream().map(ModelFile::table).toList());
    assertEquals(models.all(), models.named(List.of("a", "b")));
    assertEquals(models.all(), models.named(List.of()));
    assertEquals(List.of(models.all().get(1)), models.scheduled());
    var unknown = assertThrows(ModelException.class, () -> models.named(List.of("c")));
    assertEquals("Cannot find model c. Models: b, a", unknown.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COPY (SELECT 1) TO 'x.csv'      | only SELECT
          ATTACH 'x.db'                   | only SELECT
          SELECT now() AS t               | Cannot use now() here
          SELECT 1; SELECT 2              | write exactly one
          SELEC 1                         | a.sql:1:1: error: syntax error
          FROM a                          | it reads the table that it makes
          FROM A                          | it reads the table that it makes
          FROM b                          | it reads b, which is made after it. Put that model first
          """)
  void areRefusedBeforeAnythingRuns(String question, String message) {
    lake.model("a", question).model("b", "SELECT 1 AS x");

    String refused = refusal();
    assertTrue(refused.contains(message), refused);
    assertTrue(refused.contains("models/a.sql"), refused);
  }

  @Test
  void mayNotHaveTheNameOfAnotherTable() {
    lake.model("Silver", "SELECT 1 AS x");
    assertTrue(refusal().startsWith("Cannot make table Silver by "), this::refusal);
  }

  @Test
  void mayNotMakeOneTableTwice() {
    lake.write("m.sql", "SELECT 1 AS x");
    var twice =
        SmallLake.pipeline(List.of(new Model("a", "m.sql", null), new Model("a", "m.sql", null)));
    var refused =
        assertThrows(ModelException.class, () -> Models.read(twice, folder.resolve("small.yaml")));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("Cannot make table a by "));
  }

  @Test
  void needTheirFile() throws Exception {
    lake.model("a", "SELECT 1 AS x");
    Files.delete(folder.resolve("models/a.sql"));
    assertTrue(refusal().startsWith("Cannot find the file of model a: "), this::refusal);
    Files.write(folder.resolve("models/a.sql"), new byte[] {(byte) 0xff});
    assertTrue(refusal().endsWith("a.sql is not UTF-8"), this::refusal);
    Files.write(folder.resolve("models/a.sql"), new byte[(1 << 20) + 1]);
    assertTrue(refusal().endsWith("is larger than 1048576 bytes"), this::refusal);
  }
}
