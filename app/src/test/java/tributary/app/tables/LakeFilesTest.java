package tributary.app.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.rows.Field;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.Catalog;
import tributary.lake.Lake;
import tributary.serve.sql.AsOf;
import tributary.serve.sql.ResultFormat;
import tributary.serve.sql.SqlEngine;
import tributary.serve.sql.SqlException;

class LakeFilesTest {
  private static final Schema SCHEMA = new Schema(List.of(Field.required("id", new Type.BigInt())));

  @TempDir Path root;

  @BeforeEach
  void makeTables() throws IOException {
    try (Lake lake = Lake.open(root, InstantSource.system())) {
      lake.growing("good", SCHEMA, List.of());
    }
    Path log = Files.createDirectories(root.resolve("theirs/bad/_delta_log"));
    Files.writeString(log.resolve("00000000000000000000.json"), "no json");
  }

  @Test
  void aDamagedTableIsMissedOnlyByWhoNamesIt() throws IOException {
    assertEquals("n\r\n0\r\n", ask("SELECT count(*) AS n FROM good", new AsOf.Now()));
    String message = refused("FROM theirs.bad", new AsOf.Now());
    assertTrue(message.startsWith("Cannot read table theirs.bad: "), message);
  }

  @Test
  void damageIsNotTakenForAVersionThatIsGone() {
    String gone = refused("FROM good", new AsOf.Version(7));
    assertTrue(gone.startsWith("Cannot read table good: "), gone);
    assertTrue(gone.contains("7"), gone);
    String damaged = refused("FROM theirs.bad", new AsOf.Version(0));
    assertTrue(damaged.startsWith("Cannot read table theirs.bad: "), damaged);
  }

  private String refused(String question, AsOf asOf) {
    return String.valueOf(assertThrows(SqlException.class, () -> ask(question, asOf)).getMessage());
  }

  private String ask(String question, AsOf asOf) throws IOException {
    StringWriter answer = new StringWriter();
    try (SqlEngine engine = SqlEngine.open(new LakeFiles(Catalog.at(root)), asOf)) {
      engine.query(question, ResultFormat.CSV, answer);
    }
    return answer.toString();
  }
}
