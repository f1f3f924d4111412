package tributary.app.folders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void liesWhereTheUserStandsUnderThePipelinesName() {
    DataFolder data = DataFolder.of(null, "coinbase", folder);

    assertEquals(folder.resolve("tributary-data/coinbase"), data.root());
    assertEquals(data.root().resolve("kafka"), data.kafka());
    assertEquals(data.root().resolve("tables"), data.tables());
    assertEquals(data.root().resolve("logs/tributary.log"), data.logFile());
  }

  @Test
  void liesWhereTheUserSays() {
    assertEquals(folder, DataFolder.of(Path.of("x/.."), "coinbase", folder).root());
  }

  @Test
  void isMadeWithItsParents() {
    DataFolder data = DataFolder.of(folder.resolve("a/b"), "coinbase", folder).prepared();

    assertTrue(Files.isDirectory(data.root()));
  }

  @Test
  void saysWhatToDoWhereItCannotBeMade() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    DataFolder data = DataFolder.of(file.resolve("inside"), "coinbase", folder);

    FolderException refusal = assertThrows(FolderException.class, data::prepared);

    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.startsWith("Cannot create data folder " + data.root()), message);
    assertTrue(message.endsWith(": choose another with --data"), message);
  }
}
