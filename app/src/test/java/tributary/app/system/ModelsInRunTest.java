package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.app.tables.LakeFiles;
import tributary.lake.Catalog;
import tributary.serve.sql.AsOf;
import tributary.serve.sql.ResultFormat;
import tributary.serve.sql.SqlEngine;

/** Models are made beside the runner's own commits. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ModelsInRunTest {
  private static final String COUNTS =
      "SELECT product_id, count(*) AS n, max(sequence) AS last FROM coinbase_ticker_table GROUP BY 1";

  @RegisterExtension final Scene scene = new Scene();

  private Path pipeline(String broken) throws Exception {
    Files.writeString(scene.folder().resolve("counts.sql"), COUNTS);
    Files.writeString(scene.folder().resolve("total.sql"), "SELECT sum(n) AS n FROM gold.counts");
    Files.writeString(scene.folder().resolve("broken.sql"), "FROM missing");
    Path file = scene.folder().resolve("mine.yaml");
    return Files.writeString(
        file,
        Files.readString(Scene.REPOSITORY.resolve("pipelines/coinbase.yaml"))
            + "\nmodels:\n  gold.counts: {file: counts.sql, every: 1s}\n"
            + "  gold.total: {file: total.sql, every: 1s}\n"
            + broken);
  }

  @Test
  void areMadeWhileItRunsAndCompleteAtItsEnd() throws Exception {
    String file = pipeline("").toString();
    Child run =
        scene.startRun(
            file,
            "--simulate",
            "--seed",
            "1",
            "--rate",
            "100",
            "--frames",
            "1500",
            "--exit-when-done");
    run.awaitLine("coinbase_ticker_table [1-9]");

    Child.Ended refused =
        scene.run("models", "run", file, "--data", scene.data().toString()).expect(1);
    assertTrue(
        refused.message().matches(".*process \\d+ is writing there.*stop it to make others"),
        refused::toString);

    run.await().expect(0);
    Catalog catalog = Catalog.at(scene.data().resolve("tables"));
    assertEquals(ask(catalog, COUNTS + " ORDER BY 1"), ask(catalog, "FROM gold.counts ORDER BY 1"));
    assertFalse(ask(catalog, "FROM gold.counts").isEmpty());
    assertEquals(
        ask(catalog, "SELECT count(*) FROM coinbase_ticker_table"),
        ask(catalog, "FROM gold.total"));
    int commits = catalog.history("gold.counts").size();
    // The table's own beginning, at least one while the run ran, and one at its end.
    assertTrue(commits > 2, () -> "made " + (commits - 1) + " times only, the last one at the end");
  }

  @Test
  void oneThatCannotBeMadeIsSaidAtTheEnd() throws Exception {
    String file = pipeline("  gold.broken: {file: broken.sql, every: 1s}\n").toString();
    Child.Ended run =
        scene
            .runUntilDone(file, "--simulate", "--seed", "1", "--frames", "200", "--speed", "max")
            .expect(1);

    assertTrue(run.text().contains("NOT MADE   model gold.broken: "), run::toString);
    assertTrue(run.text().contains("Cannot find table missing"), run::toString);
    assertTrue(run.text().endsWith(": holds"), run::toString);
    Catalog catalog = Catalog.at(scene.data().resolve("tables"));
    assertEquals(
        ask(catalog, "SELECT count(*) FROM coinbase_ticker_table"),
        ask(catalog, "FROM gold.total"));
  }

  private static List<String> ask(Catalog catalog, String question) throws Exception {
    try (SqlEngine engine = SqlEngine.open(new LakeFiles(catalog), new AsOf.Now())) {
      StringWriter answer = new StringWriter();
      engine.query(question, ResultFormat.CSV, answer);
      return answer.toString().lines().skip(1).toList();
    }
  }
}
